namespace MultimodalPapers.Text;

/// <summary>A list for what one piece of work gathers and then copies, kept by its thread for the next piece: most are made for a few items, thousands of times a second.</summary>
internal static class Scratch<T>
{
    private const int MostKept = 1024;

    [ThreadStatic]
    private static List<T>? _spare;

    /// <summary>An empty list. Whoever does not give it back only lets it go.</summary>
    public static List<T> Rent()
    {
        var list = _spare ?? [];
        _spare = null;
        return list;
    }

    /// <summary>Takes a list back; nobody may hold it any longer.</summary>
    public static void Return(List<T> list)
    {
        list.Clear();
        if (list.Capacity <= MostKept)
            _spare = list;
    }
}
