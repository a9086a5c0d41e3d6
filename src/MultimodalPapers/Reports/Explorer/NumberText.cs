using System.Text;

namespace MultimodalPapers.Reports.Explorer;

/// <summary>Whole numbers as text: five bits a character, the sixth says that more follow. Small numbers take one character and need no separator.</summary>
internal static class NumberText
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /// <param name="numbers">From 0.</param>
    public static string Of(IEnumerable<int> numbers)
    {
        var text = new StringBuilder();
        foreach (var number in numbers)
            Append(text, number);
        return text.ToString();
    }

    /// <summary>Numbers of either sign: 0, -1, 1, -2, ... are written as 0, 1, 2, 3, ...</summary>
    public static string OfSigned(IEnumerable<int> numbers) => Of(numbers.Select(n => (n << 1) ^ (n >> 31)));

    /// <summary>Each number as its difference from the one before; the first from 0.</summary>
    public static string OfDifferences(IEnumerable<int> numbers)
    {
        return OfSigned(Differences());

        IEnumerable<int> Differences()
        {
            var last = 0;
            foreach (var number in numbers)
            {
                yield return number - last;
                last = number;
            }
        }
    }

    public static void Append(StringBuilder text, int number)
    {
        var rest = (uint)number;
        for (; rest >= 32; rest >>= 5)
            text.Append(Digits[(int)(32 | (rest & 31))]);
        text.Append(Digits[(int)rest]);
    }
}
