using System.Runtime.CompilerServices;

namespace MultimodalPapers.Tests.Reports;

/// <summary>Outputs that people read, kept beside the tests. With <c>UPDATE_EXPECTED=true</c> in the environment a run writes them anew, to be looked at in the diff.</summary>
internal static class ExpectedFile
{
    public static void Check(string folder, string path, string text, [CallerFilePath] string test = "")
    {
        var name = $"{folder}/{Path.GetFileNameWithoutExtension(path)}.expected{Path.GetExtension(path)}";
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "true")
        {
            var place = Path.Combine(Path.GetDirectoryName(test)!, "..", name);
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.WriteAllText(place, text);
            return;
        }
        text.ShouldBe(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name)), $"{name} differs; UPDATE_EXPECTED=true writes it anew");
    }
}
