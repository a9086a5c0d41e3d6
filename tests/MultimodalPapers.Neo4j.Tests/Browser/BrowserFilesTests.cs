using System.IO.Compression;
using System.Text;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Browser;
using MultimodalPapers.Neo4j.Queries;
using MultimodalPapers.Neo4j.Tests.Servers;

namespace MultimodalPapers.Neo4j.Tests.Browser;

public sealed class BrowserFilesTests
{
    private static readonly SavedQuery Query = SavedQuery.Parse("q", "// A, \"title\"\n// D\n// :param n => 5 | integer | m | 6\nRETURN $n");

    [Fact]
    public void Saved_Cypher_is_the_newer_Browsers_CSV()
    {
        BrowserFiles.SavedCypher([Query]).ShouldBe(
            "name,description,query,id,parentId,isFolder\n"
            + "MultimodalPapers,,,0,,true\n"
            + "\"A, \"\"title\"\"\",D,\"// A, \"\"title\"\"\n// D\n// :param n => 5 | integer | m | 6\nRETURN $n\",1,0,false\n");
    }

    [Fact]
    public void Favourites_are_a_zip_of_a_folder_and_the_same_bytes_every_time()
    {
        var bytes = BrowserFiles.Favorites(SavedQuery.BuiltIn);
        bytes.ShouldBe(BrowserFiles.Favorites(SavedQuery.BuiltIn));
        using var zip = new ZipArchive(new MemoryStream([.. bytes]));
        zip.Entries.Count.ShouldBe(SavedQuery.BuiltIn.Length);
        zip.Entries.ShouldAllBe(e => e.FullName.StartsWith("MultimodalPapers/", StringComparison.Ordinal) && e.LastWriteTime.Year == 1980);
        using var reader = new StreamReader(zip.GetEntry("MultimodalPapers/search.cypher")!.Open(), Encoding.UTF8);
        reader.ReadLine().ShouldBe("// Search names and titles");
    }

    [Fact]
    public void The_style_covers_the_schema_in_the_words_that_GraSS_knows()
    {
        var selectors = BrowserFiles.Style.Split('\n').Where(l => l.EndsWith(" {", StringComparison.Ordinal)).Select(l => l[..^2]).ToList();
        foreach (var label in GraphSchema.Labels.Concat(GraphSchema.SubLabels.Select(s => s.Label)))
            selectors.ShouldContain("node." + label);
        foreach (var type in GraphSchema.Lineage)
            selectors.ShouldContain("relationship." + type);
        // The last rule wins: what a thing is more exactly stands after what it is.
        foreach (var (below, of) in GraphSchema.SubLabels)
            selectors.IndexOf("node." + below).ShouldBeGreaterThan(selectors.IndexOf("node." + of));
        foreach (var line in BrowserFiles.Style.Split('\n').Where(l => l.Contains(':', StringComparison.Ordinal)))
        {
            line.Count(c => c == ':').ShouldBe(1, line);
            line.Split(':')[0].Trim().ShouldBeOneOf("diameter", "color", "border-color", "border-width", "text-color-internal", "text-color-external", "font-size", "caption", "shaft-width", "padding");
        }
    }

    [Fact]
    public void The_guide_is_slides_with_queries_that_run_as_they_are()
    {
        var html = BrowserGuide.Html(SavedQuery.BuiltIn);
        html.ShouldStartWith("<article class=\"guide\">\n<carousel class=\"deck container-fluid\">\n<slide class=\"row-fluid\">");
        html.ShouldContain("MATCH (start:Model {name: &#39;LLaMA&#39;})");
        html.Replace("randomSeed", "", StringComparison.Ordinal).ShouldNotContain("$");
        BrowserGuide.Runnable(Query).ShouldBe("// A, \"title\"\nRETURN 5");
        Should.Throw<QueryException>(() => BrowserGuide.Html([Query])).Message.ShouldContain("first-look");
    }
}

public sealed class BrowserServerTests
{
    [Fact]
    public async Task A_page_of_another_address_may_fetch_the_files_of_the_folder_and_no_others()
    {
        var folder = Directory.CreateTempSubdirectory("multimodal-papers-serve-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "guide.html"), "<article>…</article>");
            using var server = new BrowserServer(folder, LocalServer.FreePort());
            using var stop = new CancellationTokenSource();
            var running = server.RunAsync(stop.Token);
            using var client = new HttpClient { BaseAddress = server.Address };

            using var question = new HttpRequestMessage(HttpMethod.Options, "guide.html") { Headers = { { "Access-Control-Request-Headers", "cache-control,pragma" } } };
            using var answer = await client.SendAsync(question);
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
            answer.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
            answer.Headers.GetValues("Access-Control-Allow-Headers").ShouldBe(["cache-control,pragma"]);

            using var guide = await client.GetAsync("guide.html");
            (await guide.Content.ReadAsStringAsync()).ShouldBe("<article>…</article>");
            guide.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
            foreach (var other in new[] { "absent.html", "..%2f..%2fetc%2fpasswd", "" })
                (await client.GetAsync(other)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound, other);
            await stop.CancelAsync();
            await running;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

[Collection(ServerTests.Name)]
public sealed class BrowserGuideOnServerTests(ServerFixture server)
{
    [SkippableFact]
    public async Task Every_query_of_the_guide_is_valid_on_the_server()
    {
        var html = BrowserGuide.Html(SavedQuery.BuiltIn);
        var queries = System.Text.RegularExpressions.Regex.Matches(html, "runnable\">(.*?)</pre>", System.Text.RegularExpressions.RegexOptions.Singleline)
            .Select(m => System.Net.WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
        queries.Count.ShouldBeGreaterThan(25);
        foreach (var query in queries.Where(q => !q.Contains("gds.", StringComparison.Ordinal) || server.Local is not null))
            (await server.Driver.ExecutableQuery("EXPLAIN " + query).ExecuteAsync()).Summary.HasPlan.ShouldBeTrue(query);
    }
}
