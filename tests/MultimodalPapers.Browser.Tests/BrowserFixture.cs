using Microsoft.Playwright;
using MultimodalPapers.Graph;
using MultimodalPapers.Reports.Explorer;
using MultimodalPapers.Tests.Reports.Explorer;

namespace MultimodalPapers.Browser.Tests;

/// <summary>One headless Chromium for all tests, and the pages that they open. Takes CHROMIUM_PATH, else a Chromium or Chrome on the PATH.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly string _folder = Directory.CreateTempSubdirectory("explorer-").FullName;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _files = [];
    private IPlaywright? _playwright;
    private string? _missing;

    public IBrowser? Browser { get; private set; }

    /// <summary>About as large as the largest: 20,000 nodes.</summary>
    public Lazy<KnowledgeGraph> Large { get; } = new(() => MadeUpGraphs.Papers(5_900, seed: 1));

    public async Task InitializeAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? Names
            .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        if (chromium is null)
        {
            _missing = "There is no Chromium: install it (Debian: apt-get install chromium) or name it in CHROMIUM_PATH.";
            return;
        }
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
            await Browser.DisposeAsync();
        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens the explorer of a graph, written once under its name.</summary>
    /// <exception cref="SkipException">There is no Chromium, and this is not CI.</exception>
    public async Task<OpenPage> OpenAsync(string name, Func<KnowledgeGraph> graph, string address = "", BrowserNewContextOptions? context = null, ExplorerOptions? options = null)
    {
        if (_missing is not null && Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException(_missing);
        Skip.If(_missing is not null, _missing);
        var file = FileOf(name, graph, options);
        context ??= new BrowserNewContextOptions();
        context.ReducedMotion = ReducedMotion.Reduce;
        context.ViewportSize ??= new ViewportSize { Width = 1280, Height = 800 };
        var page = await OpenPage.OpenAsync(await Browser!.NewContextAsync(context), new Uri(file).AbsoluteUri);
        await page.GoAsync(address);
        return page;
    }

    public string FileOf(string name, Func<KnowledgeGraph> graph, ExplorerOptions? options = null)
    {
        lock (_lock)
        {
            if (!_files.TryGetValue(name, out var file))
            {
                file = Path.Combine(_folder, name + ".html");
                using (var stream = File.Create(file))
                    ExplorerPage.Write(stream, graph(), options);
                _files.Add(name, file);
            }
            return file;
        }
    }
}

/// <summary>A tab. Closing it fails where the console had an error or the page asked for anything but itself.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    // The page learns of a new address after the address is new: this tells when it has shown it. The first listener's timer runs after all listeners.
    private const string TellsWhatIsShown =
        "window.shownAddress = location.hash; addEventListener('hashchange', () => setTimeout(() => { window.shownAddress = location.hash; }));";

    private readonly IBrowserContext _context;
    private readonly string _file;

    private OpenPage(IBrowserContext context, IPage page, string file)
    {
        (_context, Page, _file) = (context, page, file);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Faults.Add($"console {message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => Faults.Add($"uncaught: {error}");
        page.Dialog += (_, dialog) =>
        {
            Faults.Add($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(file, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                Faults.Add($"request: {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>What went wrong so far.</summary>
    public List<string> Faults { get; } = [];

    public static async Task<OpenPage> OpenAsync(IBrowserContext context, string file)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(15_000);
        await page.AddInitScriptAsync(TellsWhatIsShown);
        return new OpenPage(context, page, file);
    }

    public async Task GoAsync(string address)
    {
        await Page.GotoAsync(_file + address);
        await Page.WaitForFunctionAsync("() => document.documentElement.dataset.ready && shownAddress === location.hash");
    }

    public ILocator this[string selector] => Page.Locator(selector);

    public Task<string> TextAsync(string selector) => Page.Locator(selector).First.InnerTextAsync();

    /// <summary>Waits until the address ends like this and the page shows what it says.</summary>
    public Task AddressAsync(string hash) => Page.WaitForFunctionAsync("hash => decodeURIComponent(location.hash) === hash && shownAddress === location.hash", hash);

    public Task<T> AskAsync<T>(string script, object? argument = null) => Page.EvaluateAsync<T>(script, argument);

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Faults.ShouldBeEmpty();
    }
}
