using System.Text;
using System.Text.RegularExpressions;

namespace MultimodalPapers.Reading;

/// <summary>The rules of the <c>.gitignore</c> files from the given folder down to one folder.</summary>
internal sealed class IgnoreRules
{
    private readonly IgnoreRules? _outer;
    private readonly List<(Regex Pattern, bool FoldersOnly, bool Keeps)> _rules = [];

    private IgnoreRules(IgnoreRules? outer) => _outer = outer;

    public static IgnoreRules None { get; } = new(null);

    /// <summary>These rules and those of a folder's own file.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="below">Its path below the given folder: empty, or ending in <c>/</c>.</param>
    public IgnoreRules With(string folder, string below)
    {
        var file = Path.Combine(folder, ".gitignore");
        if (!File.Exists(file))
            return this;
        var rules = new IgnoreRules(this);
        foreach (var line in File.ReadLines(file))
            rules.Add(line, below);
        return rules;
    }

    /// <summary>Whether a path below the given folder is ignored. The last rule that speaks of it decides.</summary>
    public bool Ignores(string path, bool folder)
    {
        for (var i = _rules.Count - 1; i >= 0; i--)
        {
            var (pattern, foldersOnly, keeps) = _rules[i];
            if ((folder || !foldersOnly) && pattern.IsMatch(path))
                return !keeps;
        }
        return _outer?.Ignores(path, folder) ?? false;
    }

    private void Add(string line, string below)
    {
        line = line.TrimEnd();
        if (line.Length == 0 || line[0] == '#')
            return;
        var keeps = line[0] == '!';
        if (keeps)
            line = line[1..];
        var foldersOnly = line.EndsWith('/');
        line = line.TrimEnd('/');
        if (line.Length is 0 or > 500)
            return;
        var anchored = line.Contains('/', StringComparison.Ordinal);
        var pattern = new StringBuilder("^").Append(Regex.Escape(below)).Append(anchored ? "" : "(?:.*/)?").Append(Translate(line.TrimStart('/'))).Append('$');
        try
        {
            _rules.Add((new Regex(pattern.ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking), foldersOnly, keeps));
        }
        catch (ArgumentException)
        {
            // A rule that is no pattern ignores nothing, as with git.
        }
    }

    private static string Translate(string glob)
    {
        var regex = new StringBuilder();
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob.AsSpan(i).StartsWith("**/"))
            {
                regex.Append("(?:.*/)?");
                i += 2;
            }
            else if (glob.AsSpan(i).StartsWith("**"))
            {
                regex.Append(".*");
                i++;
            }
            else
            {
                regex.Append(glob[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
            }
        }
        return regex.ToString();
    }
}
