using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Neo4j.Driver;

namespace MultimodalPapers.Neo4j.Tests.Servers;

/// <summary>A Neo4j distribution, run on free ports with a configuration and data folder of its own; the distribution itself is only read.</summary>
public sealed class LocalServer : IAsyncDisposable
{
    public const string User = "neo4j";
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(5);
    private readonly string _home;
    private readonly string _folder = Directory.CreateTempSubdirectory("multimodal-papers-neo4j-").FullName;
    private readonly int _bolt = FreePort();
    private readonly int _http = FreePort();
    private Process? _process;

    private LocalServer(string home) => _home = Path.GetFullPath(home);

    public string Password { get; } = "password-of-the-tests";

    public string Uri => $"bolt://127.0.0.1:{_bolt}";

    public string Http => $"http://127.0.0.1:{_http}";

    /// <param name="home">NEO4J_HOME of a distribution.</param>
    /// <param name="settings">Lines for its neo4j.conf.</param>
    public static async Task<LocalServer> StartAsync(string home, params string[] settings)
    {
        var server = await PrepareAsync(home, settings);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A server that is not started, for commands that need it stopped.</summary>
    /// <param name="home">NEO4J_HOME of a distribution.</param>
    /// <param name="settings">Lines for its neo4j.conf.</param>
    public static async Task<LocalServer> PrepareAsync(string home, params string[] settings)
    {
        var server = new LocalServer(home);
        try
        {
            server.Configure(settings);
            await server.RunAsync("bin/neo4j-admin", "dbms", "set-initial-password", server.Password);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public IDriver Driver(Action<ConfigBuilder>? action = null) => GraphDatabase.Driver(Uri, AuthTokens.Basic(User, Password), action ?? (_ => { }));

    /// <summary>Of the server and all that it started, so far; zero where the system does not tell.</summary>
    public TimeSpan ProcessorTime()
    {
        if (_process is null || !Directory.Exists("/proc"))
            return TimeSpan.Zero;
        // Per process, after the name in brackets: state, parent, ..., user and system time in hundredths of a second.
        var all = new Dictionary<int, (int Parent, long Time)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(f => int.TryParse(Path.GetFileName(f), out _)))
        {
            try
            {
                var fields = File.ReadAllText(Path.Combine(folder, "stat")).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                all[int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture)] = (int.Parse(fields[1], CultureInfo.InvariantCulture),
                    long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture));
            }
            catch (IOException)
            {
                // It has ended.
            }
        }
        return TimeSpan.FromMilliseconds(10 * all.Where(p => IsOurs(p.Key)).Sum(p => p.Value.Time));

        bool IsOurs(int process) => process == _process.Id || (all.TryGetValue(process, out var found) && IsOurs(found.Parent));
    }

    /// <summary>As a power failure would.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>As its owner would: everything is written, nothing needs to be recovered.</summary>
    public async Task StopAsync()
    {
        if (_process is null)
            return;
        using (var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await signal.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task StartAsync()
    {
        _process = Process.Start(Command("bin/neo4j", "console"))!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        var started = Stopwatch.StartNew();
        await using var driver = Driver();
        while (true)
        {
            try
            {
                await driver.VerifyConnectivityAsync();
                return;
            }
            catch (Neo4jException error) when (started.Elapsed < LongestStart && !_process.HasExited)
            {
                _ = error;
                await Task.Delay(200);
            }
        }
    }

    /// <summary>Takes effect at the next start.</summary>
    /// <param name="settings">Lines for its neo4j.conf, in place of the usual ones of the same name.</param>
    public void Configure(params string[] settings)
    {
        var conf = Directory.CreateDirectory(Path.Combine(_folder, "conf")).FullName;
        // A setting may stand once only.
        static string Name(string line) => line.Split('=')[0];
        var own = settings.Select(Name).ToHashSet(StringComparer.Ordinal);
        var lines = File.ReadAllLines(Path.Combine(_home, "conf", "neo4j.conf")).Concat(
        [
            $"server.directories.data={_folder}/data",
            $"server.directories.logs={_folder}/logs",
            $"server.directories.run={_folder}/run",
            $"server.directories.import={_folder}/import",
            $"server.bolt.listen_address=127.0.0.1:{_bolt}",
            $"server.bolt.advertised_address=127.0.0.1:{_bolt}",
            $"server.http.listen_address=127.0.0.1:{_http}",
            $"server.http.advertised_address=127.0.0.1:{_http}",
        ]).Where(line => !own.Contains(Name(line))).Concat(settings);
        File.WriteAllLines(Path.Combine(conf, "neo4j.conf"), lines);
    }

    /// <summary>Runs one of the distribution's commands to its end.</summary>
    /// <returns>What it wrote.</returns>
    public async Task<string> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(Command(command, arguments))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}: {await errors}{await output}");
    }

    private ProcessStartInfo Command(string command, params string[] arguments) => new(Path.Combine(_home, command), arguments)
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["NEO4J_HOME"] = _home, ["NEO4J_CONF"] = Path.Combine(_folder, "conf") },
    };

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
