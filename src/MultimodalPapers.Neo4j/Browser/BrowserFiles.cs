using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using MultimodalPapers.Neo4j.Queries;

namespace MultimodalPapers.Neo4j.Browser;

/// <summary>What Neo4j Browser, the newer and the classic, takes in: made from the saved queries, the same bytes from the same queries.</summary>
public static class BrowserFiles
{
    public const string Folder = "MultimodalPapers";
    // A zip keeps a date for each file, and the earliest that it can hold says that there is none.
    private static readonly DateTimeOffset NoDate = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Colours, sizes and captions for the classic Browser.</summary>
    public static string Style => SavedQuery.Resource("queries/style.grass");

    /// <summary>For the newer Browser's saved Cypher: one folder with all queries.</summary>
    public static string SavedCypher(IReadOnlyList<SavedQuery> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        var rows = new List<string[]> { new[] { "name", "description", "query", "id", "parentId", "isFolder" }, new[] { Folder, "", "", "0", "", "true" } };
        rows.AddRange(queries.Select((q, i) => new[] { q.Title, q.Description, q.Text.TrimEnd(), $"{i + 1}", "0", "false" }));
        return string.Concat(rows.Select(row => string.Join(',', row.Select(QueryOutput.CsvCell)) + "\n"));
    }

    /// <summary>For the classic Browser: a zip to drop on it, each file a favourite in one folder.</summary>
    public static ImmutableArray<byte> Favorites(IReadOnlyList<SavedQuery> queries)
    {
        ArgumentNullException.ThrowIfNull(queries);
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var query in queries)
            {
                var entry = zip.CreateEntry($"{Folder}/{query.Name}{SavedQuery.Extension}", CompressionLevel.NoCompression);
                entry.LastWriteTime = NoDate;
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(query.Text));
            }
        }
        return [.. bytes.ToArray()];
    }
}
