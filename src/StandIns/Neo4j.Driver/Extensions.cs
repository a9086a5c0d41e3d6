using System.Globalization;

namespace Neo4j.Driver;

public static class ResultCursorExtensions
{
    /// <exception cref="InvalidOperationException">There is no record, or more than one.</exception>
    public static async Task<IRecord> SingleAsync(this IResultCursor result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!await result.FetchAsync())
            throw new InvalidOperationException("The result is empty.");
        var record = result.Current;
        return await result.FetchAsync() ? throw new InvalidOperationException("The result contains more than one element.") : record;
    }

    public static async Task<List<IRecord>> ToListAsync(this IResultCursor result, CancellationToken cancellationToken)
    {
        var records = new List<IRecord>();
        await foreach (var record in result.WithCancellation(cancellationToken))
            records.Add(record);
        return records;
    }

    public static Task<List<IRecord>> ToListAsync(this IResultCursor result) => ToListAsync(result, CancellationToken.None);
}

public static class ValueExtensions
{
    /// <summary>A value of a record as the type that the program expects.</summary>
    /// <exception cref="InvalidCastException">It is of another type.</exception>
    public static T As<T>(this object? value)
    {
        if (value is T typed)
            return typed;
        if (value is null)
            return default(T) is null ? default! : throw new InvalidCastException($"Unable to cast null to {typeof(T)}.");
        if (typeof(T) == typeof(string))
            return (T)(object)Convert.ToString(value, CultureInfo.InvariantCulture)!;
        var target = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        if (value is List<object> list && (ListOf<T, string>(list) ?? ListOf<T, long>(list) ?? ListOf<T, int>(list) ?? ListOf<T, double>(list) ?? ListOf<T, bool>(list)) is { } items)
            return (T)items;
        return (T)Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
    }

    /// <returns>null: <typeparamref name="T"/> is no list of these items.</returns>
    private static object? ListOf<T, TItem>(List<object> values)
    {
        return typeof(T).IsAssignableFrom(typeof(List<TItem>))
            ? values.ConvertAll(value => value is TItem item ? item : (TItem)Convert.ChangeType(value, typeof(TItem), CultureInfo.InvariantCulture))
            : null;
    }
}
