using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Catalogue;
using MultimodalPapers.Graph;
using MultimodalPapers.Pipeline;
using MultimodalPapers.Reading;
using MultimodalPapers.Reports.Explorer;
using MultimodalPapers.Resolution;
using MultimodalPapers.Tests.Graph;

namespace MultimodalPapers.Tests.Reports.Explorer;

public sealed class ExplorerPageTests
{
    private static byte[] Write(KnowledgeGraph graph, ExplorerOptions? options = null)
    {
        using var stream = new MemoryStream();
        ExplorerPage.Write(stream, graph, options);
        return stream.ToArray();
    }

    private static string Page(KnowledgeGraph graph, ExplorerOptions? options = null) => Encoding.UTF8.GetString(Write(graph, options));

    private static string Element(string page, string opening) => Regex.Match(page, Regex.Escape(opening) + "(.*?)</(script|style)>", RegexOptions.Singleline).Groups[1].Value;

    private static string Hash(string text) => "'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text))) + "'";

    [Fact]
    public void The_same_graph_gives_the_same_bytes_whatever_the_order_it_comes_in()
    {
        var graph = MadeUpGraphs.Papers(150, seed: 3);
        var shuffled = new KnowledgeGraph(graph.Nodes.Reverse(), graph.Relationships.Reverse());
        Write(shuffled).ShouldBe(Write(graph));
    }

    [Fact]
    public void Another_seed_arranges_the_same_data_differently()
    {
        var graph = MadeUpGraphs.Papers(150, seed: 3);
        var (one, two) = (Page(graph), Page(graph, new ExplorerOptions { Seed = 2 }));
        two.ShouldNotBe(one);
        Element(two, "id=\"details-data\">").ShouldBe(Element(one, "id=\"details-data\">"));
    }

    [Fact]
    public void The_policy_admits_the_script_and_the_style_of_the_page_and_nothing_else()
    {
        var page = Page(SampleGraphs.Small);
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value;
        policy.ShouldBe($"default-src 'none'; script-src {Hash(Element(page, "<script>"))}; style-src {Hash(Element(page, "<style>"))}; img-src data:; "
            + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
        Regex.Count(page, "<script").ShouldBe(3);
        page.ShouldNotContain(" style=");
        Regex.IsMatch(page, @"<[^>]*\son[a-z]+=").ShouldBeFalse();
    }

    [Fact]
    public void A_page_refers_to_nothing_outside_itself() =>
        Regex.Matches(Page(SampleGraphs.Small), @"(?:src|href|action)\s*=\s*""([^""]*)""").Select(m => m.Groups[1].Value)
            .ShouldAllBe(address => address.StartsWith('#') || address.StartsWith("data:"));

    [Fact]
    public void No_text_of_a_graph_can_end_its_element() => Prop.ForAll(SampleGraphs.Any, graph =>
    {
        var page = Page(graph);
        return Regex.Count(page, "</script", RegexOptions.IgnoreCase) == 3 && Regex.Count(page, "<script", RegexOptions.IgnoreCase) == 3
            && JsonDocument.Parse(Element(page, "id=\"map-data\">")).RootElement.GetProperty("nodeCount").GetInt32() == graph.Nodes.Length
            && JsonDocument.Parse(Element(page, "id=\"details-data\">")).RootElement.ValueKind == JsonValueKind.Object;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nasty_texts_are_data_like_any_other()
    {
        var page = Page(SampleGraphs.Nasty, new ExplorerOptions { Title = "</title><script>alert(1)</script>\u202E" });
        Regex.Count(page, "<script").ShouldBe(3);
        Element(page, "id=\"map-data\">").AsSpan().IndexOfAny('<', '\u2028', '\u2029').ShouldBe(-1);
        page.ShouldContain("<title>&lt;/title>&lt;script>alert(1)&lt;/script>[U+202E]</title>");
    }

    [Fact]
    public void The_five_lists_take_less_than_a_megabyte()
    {
        var names = NameCatalogue.Default;
        var lists = new ListPipeline(names).Extract(InputFiles.Find([Path.Combine(AppContext.BaseDirectory, "seeds")]).Files);
        var graph = Resolver.Resolve(lists.SelectMany(list => list.Records), names.Things).Graph;
        graph.Nodes.Length.ShouldBeGreaterThan(500);
        Write(graph).Length.ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void A_graph_of_nothing_is_a_page() => Page(new KnowledgeGraph([], [])).ShouldContain("\"nodeCount\":0");

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("lists/")]
    public void The_lists_lie_on_the_web_or_nowhere(string address) =>
        Should.Throw<ArgumentException>(() => new ExplorerOptions { ListBase = new Uri(address, UriKind.RelativeOrAbsolute) }).Message.ShouldContain(address);

    [Fact]
    public void Every_module_is_part_of_the_script_once_and_none_keeps_its_import_words()
    {
        var embedded = typeof(ExplorerPage).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("explorer/") && n.EndsWith(".js"));
        embedded.Order().ShouldBe(ExplorerPage.ModuleNames.Select(n => $"explorer/{n}.js").Order());
        Regex.IsMatch(ExplorerPage.Script(), "^(import|export) ", RegexOptions.Multiline).ShouldBeFalse();
        ExplorerPage.Script().ShouldNotContain("innerHTML");
        ExplorerPage.Script().ShouldNotContain("</script");
    }
}
