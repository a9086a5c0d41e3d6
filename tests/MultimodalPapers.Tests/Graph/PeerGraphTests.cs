using System.Diagnostics;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Tests.Graph;

/// <summary>Graphs that another program wrote in our format.</summary>
public sealed class PeerGraphTests
{
    [SkippableFact]
    public void A_graph_of_the_benchmark_generator_is_read()
    {
        var script = Find("peers/make_kg.py");
        Skip.If(script is null, "The shared folder with peers/make_kg.py is not there.");
        using var python = Process.Start(new ProcessStartInfo("python3", [script!, "100", "1"]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var graph = GraphJsonLines.Read(python.StandardOutput.BaseStream);
        python.WaitForExit();
        graph.Nodes.Count(n => n.Label == GraphSchema.Paper).ShouldBe(100);
        graph.Nodes.Count(n => n.Label == GraphSchema.Topic).ShouldBe(120);
        graph.Relationships.Count(r => r.Type == "INTRODUCES").ShouldBe(100);
        graph.Relationships.ShouldAllBe(r => r.Properties.Texts("sources").Length == 1 && r.Properties["confidence"] is double);
    }

    private static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", path);
            if (File.Exists(candidate))
                return candidate;
        }
        return null;
    }
}
