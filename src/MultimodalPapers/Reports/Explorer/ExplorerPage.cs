using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Reports.Explorer;

/// <summary>The explorer: a whole graph as one HTML file that needs nothing but a browser.</summary>
/// <remarks>
/// The page's script and style are the only ones that its Content-Security-Policy admits, by their hashes; it may load nothing. The data lies in
/// script elements of the type application/json, which no browser executes.
/// </remarks>
public static partial class ExplorerPage
{
    // In the order in which they build on each other.
    private static readonly string[] Modules =
        ["data", "folding", "lineage", "filters", "search", "dom", "scenes", "canvas", "statements", "legend", "thing", "focus", "tables", "app"];

    private static readonly Lazy<PageFrame> Frame = new(() =>
    {
        var (script, style) = (Script(), Resource("explorer.css"));
        return new PageFrame(Resource("explorer.html"), script, style, Policy(script, style));
    });

    private sealed record PageFrame(string Template, string Script, string Style, string Policy);

    /// <summary>Makes what all pages have in common, once. <see cref="Write"/> does so itself; who waits for a graph can have it done meanwhile.</summary>
    public static void Prepare() => _ = Frame.Value;

    /// <summary>Writes the page as UTF-8. The same graph and options give the same bytes.</summary>
    /// <param name="stream">Written to, not closed.</param>
    /// <param name="graph">Any graph; an empty one gives a page that says so.</param>
    /// <param name="options">Heading, and where the lists lie on the web.</param>
    /// <remarks>Laying out 20,000 nodes takes a few seconds.</remarks>
    public static void Write(Stream stream, KnowledgeGraph graph, ExplorerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(graph);
        options ??= new ExplorerOptions();
        var (template, script, style, policy) = Frame.Value;
        var (map, details) = new ExplorerData(new ExplorerGraph(graph), options).Write();
        var parts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["policy"] = policy,
            ["title"] = Escaped(HarmlessText.Of(options.Title)),
            ["style"] = style,
            ["map"] = map,
            ["details"] = details,
            ["script"] = script,
        };
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var at = 0;
        foreach (Match slot in Slot().Matches(template))
        {
            writer.Write(template.AsSpan(at, slot.Index - at));
            writer.Write(parts[slot.Groups["name"].Value]);
            at = slot.Index + slot.Length;
        }
        writer.Write(template.AsSpan(at));
    }

    /// <summary>The page's modules as one script: each becomes a function that gives what the module exports, an import takes it from there.</summary>
    internal static string Script()
    {
        var script = new StringBuilder("'use strict';\n{\n");
        foreach (var module in Modules)
        {
            var text = Resource(module + ".js");
            var exports = Exports().Matches(text).Select(match => match.Groups["name"].Value);
            text = Exports().Replace(Imports().Replace(text, "const {${names}} = ${module}Module;"), "${declaration}${name}");
            script.Append(System.Globalization.CultureInfo.InvariantCulture, $"const {module}Module = (() => {{\n{text}return {{ {string.Join(", ", exports)} }};\n}})();\n");
        }
        return script.Append("}\n").ToString();
    }

    internal static string Policy(string script, string style) =>
        $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; img-src data:; base-uri 'none'; form-action 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>The names of the embedded modules, to check that none is left out.</summary>
    internal static IEnumerable<string> ModuleNames => Modules;

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    /// <summary>A file of the page, with line feeds whatever the checkout made of them: the hashes depend on every byte.</summary>
    internal static string Resource(string name)
    {
        using var stream = typeof(ExplorerPage).Assembly.GetManifestResourceStream("explorer/" + name)
            ?? throw new InvalidOperationException($"The page's file '{name}' is not embedded in the program.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    [GeneratedRegex("<!--(?<name>[a-z]+)-->", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Slot();

    [GeneratedRegex(@"^import \{(?<names>[^}]*)\} from '\./(?<module>[a-z]+)\.js';$", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Imports();

    [GeneratedRegex(@"^export (?<declaration>const |function |class )(?<name>\w+)", RegexOptions.Multiline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Exports();
}
