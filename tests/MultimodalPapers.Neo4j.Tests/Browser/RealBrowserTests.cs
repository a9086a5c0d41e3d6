using Microsoft.Playwright;
using MultimodalPapers.Neo4j.Browser;
using MultimodalPapers.Neo4j.Loading;
using MultimodalPapers.Neo4j.Queries;
using MultimodalPapers.Neo4j.Tests.Queries;
using MultimodalPapers.Neo4j.Tests.Servers;

namespace MultimodalPapers.Neo4j.Tests.Browser;

/// <summary>Drives the classic Neo4j Browser of the distribution in headless Chromium. With SCREENSHOTS=true the picture for the README is taken anew.</summary>
[Collection(ServerTests.Name)]
public sealed class RealBrowserTests(ServerFixture server)
{
    private const float Patience = 90_000;

    [SkippableFact]
    public async Task A_saved_query_is_imported_run_and_drawn_as_a_graph()
    {
        _ = server.Driver;
        var chromium = new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        if (chromium is null && ServerFixture.IsCi)
            throw new InvalidOperationException("No test may be skipped in CI; this one needs Chromium at /usr/bin/chromium, or its path in CHROMIUM.");
        Skip.If(chromium is null, "needs Chromium at /usr/bin/chromium, or its path in CHROMIUM");
        await new GraphLoader(server.Driver, new LoadOptions(Prune: true)).LoadAsync(GraphSource.Of(SeedGraph.Graph));

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await browser.NewPageAsync(new BrowserNewPageOptions { ViewportSize = new ViewportSize { Width = 1500, Height = 1000 } });
        page.SetDefaultTimeout(Patience);
        await page.GotoAsync($"{server.Http}/browser/");
        await ConnectAsync(page);

        var query = SavedQuery.BuiltIn.Single(q => q.Name == "relatives-of-a-model");
        await RunAsync(page, BrowserGuide.Runnable(query));
        // What a graph is drawn of.
        await page.Locator("svg g.node").First.WaitForAsync();
        (await page.Locator("svg g.node").CountAsync()).ShouldBeGreaterThan(5);
        (await page.Locator("svg g.node").AllTextContentsAsync()).ShouldContain(t => t.Contains("BLIP-2", StringComparison.Ordinal));
        (await page.Locator("svg").AllTextContentsAsync()).ShouldContain(t => t.Contains("USES_ENCODER", StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("SCREENSHOTS") == "true")
        {
            await page.WaitForTimeoutAsync(10_000);
            Directory.CreateDirectory(Path.Combine(ServerFixture.Repository, "docs", "images"));
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(ServerFixture.Repository, "docs", "images", "neo4j-browser.png") });
        }
    }

    private async Task ConnectAsync(IPage page)
    {
        await page.Locator("[data-testid=boltaddress]").FillAsync(server.Uri["bolt://".Length..]);
        await page.Locator("[data-testid=username]").FillAsync(server.User);
        await page.Locator("[data-testid=password]").FillAsync(server.Password);
        await page.Locator("[data-testid=connect]").ClickAsync();
        await page.GetByText("You are connected as user").First.WaitForAsync();
    }

    private static async Task RunAsync(IPage page, string query)
    {
        await page.Locator("#monaco-main-editor").ClickAsync();
        await page.Keyboard.InsertTextAsync(query);
        await page.Keyboard.PressAsync("Control+Enter");
    }
}
