using System.Collections.Immutable;
using MultimodalPapers.Graph;

namespace MultimodalPapers.Tests.Analysis;

/// <summary>Small graphs in one line: <c>"LLaVA>Vicuna, Vicuna~LLaMA"</c>.</summary>
internal static class LineageSamples
{
    /// <param name="text">
    /// Edges from child to parent: <c>></c> backbone, <c>=</c> encoder, <c>*</c> generator, <c>~</c> derived from; a <c>?</c> after it makes it
    /// background; a name alone is a model without edges.
    /// </param>
    /// <param name="years">Years of models by name.</param>
    /// <param name="makers">Makers of models by name.</param>
    public static KnowledgeGraph Knowledge(string text, Dictionary<string, int>? years = null, Dictionary<string, string>? makers = null)
    {
        var edges = new List<GraphRelationship>();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOfAny(['>', '=', '*', '~']);
            if (at < 0)
            {
                names.Add(part);
                continue;
            }
            var background = part[at + 1] == '?';
            var (child, parent) = (part[..at].Trim(), part[(at + (background ? 2 : 1))..].Trim());
            names.Add(child);
            names.Add(parent);
            var type = part[at] switch { '>' => "USES_BACKBONE", '=' => "USES_ENCODER", '*' => "USES_GENERATOR", _ => "DERIVED_FROM" };
            edges.Add(new GraphRelationship(GraphRelationship.IdOf(Id(child), type, Id(parent)), type, Id(child), Id(parent), PropertyBag.Of(
                ("sources", ImmutableArray.Create($"list.md#L{edges.Count + 1}")),
                ("quotes", ImmutableArray.Create($"{child} on {parent}")),
                ("rules", ImmutableArray.Create("sample")),
                ("confidence", 0.9),
                ("basis", background ? "background" : "stated"))));
        }
        var nodes = names.Select(name => new GraphNode(Id(name), [GraphSchema.Model],
            PropertyBag.Of(("id", Id(name)), ("name", name), ("year", years is not null && years.TryGetValue(name, out var year) ? (long)year : null)))).ToList();
        foreach (var (name, maker) in makers ?? [])
        {
            var id = "organization:" + maker;
            if (nodes.TrueForAll(n => n.Id != id))
                nodes.Add(new GraphNode(id, [GraphSchema.Organization], PropertyBag.Of(("id", id), ("name", maker))));
            edges.Add(new GraphRelationship(GraphRelationship.IdOf(id, "DEVELOPED", Id(name)), "DEVELOPED", id, Id(name), PropertyBag.Empty));
        }
        return new KnowledgeGraph(nodes, edges);
    }

    public static string Id(string name) => "model:" + name.ToLowerInvariant();

    /// <summary>A well-known corner of the field.</summary>
    public const string Llava = "Alpaca~LLaMA, Vicuna~LLaMA, LLaVA>Vicuna, LLaVA=CLIP, LLaVA-1.5~LLaVA, LLaVA-1.5>Vicuna, LLaVA-1.5=CLIP, "
        + "LLaVA-NeXT~LLaVA-1.5, LLaVA-Med~LLaVA, MiniGPT-4>Vicuna, MiniGPT-4=?EVA-CLIP, EVA-CLIP~?CLIP, GILL>OPT, GILL*Stable Diffusion, BLOOM";
}
