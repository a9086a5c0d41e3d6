namespace MultimodalPapers.Text;

/// <summary>Lists for what one piece of work gathers and then copies, kept by its thread for the next piece: most are made for a few items, thousands of times a second.</summary>
internal static class Scratch<T>
{
    private const int MostKept = 4;
    private const int LongestKept = 1024;

    [ThreadStatic]
    private static List<List<T>>? _spare;

    /// <summary>An empty list. Whoever does not give it back only lets it go.</summary>
    public static List<T> Rent()
    {
        if (_spare is not { Count: > 0 and var count } spare)
            return [];
        var list = spare[count - 1];
        spare.RemoveAt(count - 1);
        return list;
    }

    /// <summary>Takes a list back; nobody may hold it any longer.</summary>
    public static void Return(List<T> list)
    {
        list.Clear();
        var spare = _spare ??= [];
        if (spare.Count < MostKept && list.Capacity <= LongestKept)
            spare.Add(list);
    }
}
