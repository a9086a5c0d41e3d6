using Microsoft.Playwright;
using MultimodalPapers.Graph;
using MultimodalPapers.Neo4j.Browser;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Queries;
using MultimodalPapers.Neo4j.Tests.Queries;
using MultimodalPapers.Neo4j.Tests.Servers;

namespace MultimodalPapers.Neo4j.Tests.Browser;

/// <summary>One headless Chromium for these tests.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <exception cref="SkipException">There is none, and this is not CI.</exception>
    public async Task<IPage> OpenAsync(string address)
    {
        if (_browser is null && ServerFixture.IsCi)
            throw new InvalidOperationException("No test may be skipped in CI; this one needs Chromium at /usr/bin/chromium, or its path in CHROMIUM.");
        Skip.If(_browser is null, "needs Chromium at /usr/bin/chromium, or its path in CHROMIUM");
        // A context of its own: nothing that an earlier test imported is there.
        var page = await (await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1500, Height = 1000 } })).NewPageAsync();
        page.SetDefaultTimeout(90_000);
        await page.GotoAsync(address);
        return page;
    }

    public async Task InitializeAsync()
    {
        var chromium = new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        if (chromium is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>Drives both Neo4j Browsers of the distribution as a person would. With SCREENSHOTS=true the picture for the README is taken anew.</summary>
[Collection(ServerTests.Name)]
public sealed class RealBrowserTests(ServerFixture server, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>, IAsyncLifetime
{
    private const string Model = "BLIP-2";
    private const string Folder = "MultimodalPapers";
    private static readonly SavedQuery Relatives = SavedQuery.BuiltIn.Single(q => q.Name == "relatives-of-a-model");
    private readonly string _files = Directory.CreateTempSubdirectory("multimodal-papers-browser-").FullName;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_files, "neo4j_query_saved_cypher.csv"), BrowserFiles.SavedCypher(SavedQuery.BuiltIn));
        await File.WriteAllBytesAsync(Path.Combine(_files, "favorites.zip"), [.. BrowserFiles.Favorites(SavedQuery.BuiltIn)]);
        await File.WriteAllTextAsync(Path.Combine(_files, "style.grass"), BrowserFiles.Style);
        await File.WriteAllTextAsync(Path.Combine(_files, "guide.html"), BrowserGuide.Html(SavedQuery.BuiltIn));
        if (server.Uri.Length > 0)
            await new GraphLoader(server.Driver, new LoadOptions(Prune: true)).LoadAsync(GraphSource.Of(SeedGraph.Graph));
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_files, recursive: true);
        return Task.CompletedTask;
    }

    [SkippableFact]
    public async Task The_classic_Browser_takes_the_favourites_and_the_style_and_draws_a_saved_query()
    {
        var page = await OpenClassicAsync();
        await DropAsync(page, "favorites.zip");
        await page.Locator("[data-testid=navigationFavorites]").ClickAsync();
        await page.GetByText(Folder).First.ClickAsync();
        var titles = page.Locator("[data-testid^=scriptTitle]");
        await titles.First.WaitForAsync();
        (await titles.AllInnerTextsAsync()).ShouldBe(SavedQuery.BuiltIn.Select(q => q.Title), ignoreOrder: true);

        await DropAsync(page, "style.grass");
        await page.GetByText("node.Paper {").First.WaitForAsync();

        await TypeAsync(page, $":param model => '{Model}'");
        await TypeAsync(page, ":param limit => 1000");
        await titles.Filter(new LocatorFilterOptions { HasText = Relatives.Title }).ClickAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator("svg g.node").First.WaitForAsync();

        var drawn = (await page.Locator("svg g.node").EvaluateAllAsync<string[]>("nodes => nodes.map(n => n.textContent.trim() + ' ' + n.querySelector('circle.b-outline').getAttribute('fill'))")).ToList();
        drawn.Count.ShouldBe(Near(Model).Count);
        // Each in the colour of what it is most exactly.
        drawn.ShouldContain($"{Model} {Colour("node.MultimodalModel")}");
        drawn.ShouldContain($"CLIP {Colour("node.Encoder")}");
        drawn.ShouldContain($"OPT {Colour("node.LanguageModel")}");
        (await page.Locator("svg").AllTextContentsAsync()).ShouldContain(t => t.Contains("USES_ENCODER", StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") == "true")
        {
            await page.WaitForTimeoutAsync(10_000);
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(ServerFixture.Repository, "docs", "images", "neo4j-browser.png") });
        }
    }

    [SkippableFact]
    public async Task The_classic_Browser_plays_the_guide_and_its_queries_run_on_a_click()
    {
        using var guide = new BrowserServer(_files, LocalServer.FreePort());
        using var stop = new CancellationTokenSource();
        var serving = guide.RunAsync(stop.Token);
        var page = await OpenClassicAsync();
        await TypeAsync(page, $":play {guide.Address}guide.html");
        await page.GetByText("A knowledge graph of multimodal AI").First.WaitForAsync();
        await page.GetByText("UNWIND labels(n) AS label").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        // Of each label as many as the lists give.
        var papers = SeedGraph.Graph.Nodes.Count(n => n.Label == GraphSchema.Paper);
        var row = page.Locator("tr").Filter(new LocatorFilterOptions { HasText = "\"Paper\"" }).First;
        (await row.InnerTextAsync()).Split().ShouldContain($"{papers}");

        await page.Locator("[data-testid=nextSlide]").First.ClickAsync();
        await page.GetByText("First steps").First.WaitForAsync();
        await stop.CancelAsync();
        await serving;
    }

    [SkippableFact]
    public async Task The_newer_Browser_takes_the_saved_Cypher_and_draws_a_saved_query()
    {
        _ = server.Driver;
        var page = await chromium.OpenAsync($"{server.Http}/browser/preview/");
        await page.GetByLabel("Connection URL").FillAsync(server.Uri["bolt://".Length..]);
        await page.GetByLabel("Database user").FillAsync(server.User);
        await page.GetByLabel("Password").FillAsync(server.Password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Connect", Exact = true }).ClickAsync();
        await page.GetByLabel("Cypher panel").First.ClickAsync();
        await page.Locator("input[type=file][accept='.csv,.zip']").SetInputFilesAsync(Path.Combine(_files, "neo4j_query_saved_cypher.csv"));
        var rows = page.GetByRole(AriaRole.Row);
        await rows.Filter(new LocatorFilterOptions { HasText = Folder }).First.GetByRole(AriaRole.Button).Last.ClickAsync();
        await rows.Nth(SavedQuery.BuiltIn.Length).WaitForAsync();
        (await rows.AllInnerTextsAsync()).Skip(1).Select(t => t.Trim()).ShouldBe(SavedQuery.BuiltIn.Select(q => q.Title));

        await page.Locator(".cm-content").First.ClickAsync();
        await page.Keyboard.InsertTextAsync($":param {{model: '{Model}', limit: 1000}}");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByText("parameters successfully set").First.WaitForAsync();
        var row = rows.Filter(new LocatorFilterOptions { HasText = Relatives.Title }).Last;
        await row.HoverAsync();
        await row.GetByLabel($"Run query for {Relatives.Title}").ClickAsync();
        var near = Near(Model);
        await page.GetByText($"Nodes ({near.Count})").First.WaitForAsync();
        await page.GetByText($"Encoder ({near.Count(id => SeedGraph.Graph.Node(id).Labels.Contains("Encoder"))})").First.WaitForAsync();
    }

    /// <summary>The nodes on the ways of one or two lineage steps, in either direction, from a model to a model.</summary>
    private static HashSet<string> Near(string model)
    {
        var graph = SeedGraph.Graph;
        var near = new HashSet<string>(StringComparer.Ordinal);
        var start = graph.Nodes.Single(n => n.Label == GraphSchema.Model && n.Name == model).Id;
        foreach (var (first, between) in Steps(start))
        {
            if (graph.Node(between).Label == GraphSchema.Model)
                near.UnionWith([start, between]);
            foreach (var (second, end) in Steps(between))
            {
                if (second != first && graph.Node(end).Label == GraphSchema.Model)
                    near.UnionWith([start, between, end]);
            }
        }
        return near;

        IEnumerable<(GraphRelationship Step, string To)> Steps(string id) =>
            graph.Outgoing(id).Select(r => (r, r.End)).Concat(graph.Incoming(id).Select(r => (r, r.Start))).Where(s => GraphSchema.Lineage.Contains(s.Item1.Type));
    }

    private static string Colour(string selector)
    {
        var rule = BrowserFiles.Style[BrowserFiles.Style.IndexOf(selector + " {", StringComparison.Ordinal)..];
        return System.Text.RegularExpressions.Regex.Match(rule, @"\n  color: (#\w+);").Groups[1].Value;
    }

    private async Task<IPage> OpenClassicAsync()
    {
        _ = server.Driver;
        var page = await chromium.OpenAsync($"{server.Http}/browser/");
        await page.Locator("[data-testid=boltaddress]").FillAsync(server.Uri["bolt://".Length..]);
        await page.Locator("[data-testid=username]").FillAsync(server.User);
        await page.Locator("[data-testid=password]").FillAsync(server.Password);
        await page.Locator("[data-testid=connect]").ClickAsync();
        await page.GetByText("You are connected as user").First.WaitForAsync();
        return page;
    }

    private static async Task TypeAsync(IPage page, string text)
    {
        await page.Locator("#monaco-main-editor").ClickAsync();
        await page.Keyboard.InsertTextAsync(text);
        await page.Keyboard.PressAsync("Control+Enter");
        // Each command gets a frame of its own.
        await page.GetByText(text).First.WaitForAsync();
    }

    /// <summary>Drags a file from the desktop onto the window.</summary>
    private Task DropAsync(IPage page, string name) => page.EvaluateAsync(
        """
        ([content, name]) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([Uint8Array.from(atob(content), c => c.charCodeAt(0))], name));
          const target = document.querySelector('#monaco-main-editor');
          for (const kind of ['dragenter', 'dragover', 'drop'])
            target.dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: transfer}));
        }
        """,
        new[] { Convert.ToBase64String(File.ReadAllBytes(Path.Combine(_files, name))), name });
}
