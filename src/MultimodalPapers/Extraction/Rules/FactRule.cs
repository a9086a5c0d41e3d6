namespace MultimodalPapers.Extraction.Rules;

/// <summary>One way in which an entry's words state facts.</summary>
/// <param name="Name">Stands in the records and in the graph's evidence.</param>
/// <param name="Explanation">One sentence for people: what the rule looks for, with an example.</param>
/// <param name="Apply">Adds what the rule finds; reads only the context and what earlier rules added.</param>
internal sealed record FactRule(string Name, string Explanation, Action<EntryContext, FactCollector> Apply);
