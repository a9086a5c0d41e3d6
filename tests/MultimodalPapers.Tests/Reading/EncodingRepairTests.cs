using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Reading;

public sealed class EncodingRepairTests
{
    private const string Windows1252Lower = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    [Theory]
    [InlineData("Itâ€™s a modelâ€”really", "It’s a model—really")]
    [InlineData("CafÃ© MÃ¼ller", "Café Müller")]
    [InlineData("æ¨¡åž‹", "模型")]
    [InlineData("ğŸ”¥ Updated", "🔥 Updated")]
    [InlineData("ÐŸÑ€Ð¸Ð²ÐµÑ‚", "Привет")]
    public void Utf8_read_as_a_single_byte_code_page_is_read_again(string damaged, string original) =>
        EncodingRepair.Repair(damaged).Text.ShouldBe(original);

    [Fact]
    public void What_was_found_is_counted_line_by_line()
    {
        var result = EncodingRepair.Repair("Titles\nItâ€™s æ¨¡å‹\n\nâ€¦");

        result.Text.ShouldBe("Titles\nIt’s 模型\n\n…");
        result.CodePage.ShouldBe("Windows-1252");
        result.DamagedCharacters.ShouldBe(4);
        result.Restored.ShouldBe(4);
        result.Guessed.ShouldBe(1);
        result.Unclear.ShouldBe(0);
        result.Lines.ShouldBe([new DamagedLine(2, 3, 1, 0), new DamagedLine(4, 1, 0, 0)]);
    }

    [Fact]
    public void What_cannot_be_told_becomes_a_replacement_character()
    {
        // Of an emoji's four bytes two are gone.
        var result = EncodingRepair.Repair("ä¸€ä¸ªæ¨¡åž‹ðŸ…");

        result.Text.ShouldBe("一个模型\uFFFD");
        result.Unclear.ShouldBe(1);
        result.Restored.ShouldBe(4);
    }

    [Fact]
    public void Only_the_damaged_runs_of_a_mixed_text_change() =>
        EncodingRepair.Repair("模型 “café” ä¸€ä¸ªæ¨¡åž‹ Çelik 🔥").Text.ShouldBe("模型 “café” 一个模型 Çelik 🔥");

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("Türkçe: İstanbul’da ışık, ağaç, GÜNEŞ… “Şıkça” çağdaş öğrenci – ığdır")]
    [InlineData("« Café », «\u00A0café\u00A0», LIBERTÉ\u00A0», très… à\u00A0«\u00A0bientôt\u00A0»; naïveté’s œuvre; ça, où")]
    [InlineData("„Spaß“ und »Maß« – Größe… Straße™, 3×½ and Ø±0.1, ±5°, 20µm², §5 ¶2")]
    [InlineData("¿Qué? ¡SEÑOR! ESPAÑA… NÃO, SÃO PAULO, AÇÃO”, Ångström")]
    [InlineData("Příliš žluťoučký kůň úpěl ďábelské ódy; máš, též… łódź")]
    [InlineData("多模态大模型：“统一”理解与生成（Modality Bridging篇）… 🔥🚀")]
    [InlineData("Привет, «мир»… Ελληνικά; 日本語「テスト」; 한국어")]
    [InlineData("var s = \"é\"; // naïve → x ≤ y, λ·μ")]
    public void Text_that_was_never_damaged_is_the_same_string(string text)
    {
        var result = EncodingRepair.Repair(text);

        result.Text.ShouldBeSameAs(text);
        result.DamagedCharacters.ShouldBe(0);
    }

    [Theory]
    [InlineData("001_6959ffdaf8f4659b.txt")]
    [InlineData("002_8c0d3416bb594b30.txt")]
    [InlineData("003_00779d562c78fe67.txt")]
    [InlineData("004_da0da7b0181c0eb3.txt")]
    public void The_undamaged_lists_stay_as_they_are(string file)
    {
        var text = Seed(file);

        EncodingRepair.Repair(text).Text.ShouldBeSameAs(text);
    }

    [SkippableFact]
    public void Other_peoples_lists_stay_as_they_are()
    {
        var lists = Path.Combine(Root(), "..", "shared", "lists");
        Skip.IfNot(Directory.Exists(lists), "The folder of other people's lists (../shared/lists) is not here.");

        foreach (var file in Directory.EnumerateFiles(lists, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            EncodingRepair.Repair(text).Text.ShouldBeSameAs(text, Path.GetFileName(file));
        }
    }

    [Fact]
    public void Damage_without_loss_is_undone_exactly()
    {
        var letters = Gen.Elements("模型多态的与不中视觉语言对齐，。：éüñçß’“—…🔥🚀Жд abc12()\n".EnumerateRunes().ToArray());
        var texts = letters.ArrayOf().Select(runes => "多模态 " + string.Concat(runes.Select(r => r.ToString()))).ToArbitrary();

        Prop.ForAll(texts, text => EncodingRepair.Repair(Damage(text)).Text == text).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Repair_never_changes_the_number_of_lines_and_has_nothing_left_to_do()
    {
        var characters = Gen.Elements("åæçèéäïğŸ”¥€™’“‹›Œœ\u00A0¡¦§¨°»½ÃÂ ab\n\r\u0085模\uD83D\uFFFD".ToCharArray());
        var texts = characters.ArrayOf().Select(c => new string(c)).ToArbitrary();

        Prop.ForAll(texts, text =>
        {
            var repaired = EncodingRepair.Repair(text).Text;
            return new SourceText("a", repaired).LineCount == new SourceText("a", text).LineCount;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("å")]
    [InlineData("ç”¨å")]
    [InlineData("é»")]
    [InlineData("ä¸€å")]
    public void Long_damage_takes_linear_time(string piece)
    {
        var text = "ä¸€ä¸ªæ¨¡åž‹\n" + string.Concat(Enumerable.Repeat(piece, 100_000));
        var watch = System.Diagnostics.Stopwatch.StartNew();

        EncodingRepair.Repair(text).DamagedCharacters.ShouldBeGreaterThan(3);

        // Some two seconds on a quiet machine; far more than a busy one makes of them, and far less than looking at each pair of pieces would take.
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(120));
    }

    /// <summary>List 001 has intact copies of many notes of list 000; those show how much of the damage is undone.</summary>
    [Fact]
    public void Nearly_all_damaged_characters_of_the_first_list_are_restored()
    {
        var repaired = EncodingRepair.Repair(Seed("000_db8e224dc132eb76.txt")).Text;
        var intact = Notes(Seed("001_6959ffdaf8f4659b.txt"));
        var (right, all, wrong) = (0, 0, new List<string>());
        foreach (var (title, note) in Notes(repaired))
        {
            if (!intact.TryGetValue(title, out var original) || !SameButForDamage(note, original))
                continue;
            for (var i = 0; i < note.Length; i++)
            {
                if (original[i] < 0x80)
                    continue;
                all++;
                if (note[i] == original[i])
                    right++;
                else
                    wrong.Add($"{original.Substring(Math.Max(0, i - 3), Math.Min(7, original.Length - Math.Max(0, i - 3)))} -> {note[i]}");
            }
        }

        all.ShouldBeGreaterThan(300);
        ((double)right / all).ShouldBeGreaterThanOrEqualTo(0.99, $"{right} of {all}: {string.Join("; ", wrong)}");
    }

    private static Dictionary<string, string> Notes(string list)
    {
        var notes = new Dictionary<string, string>();
        foreach (Match entry in Regex.Matches(list, @"^\d+\. (?:\([^)]*\) )?\[(?<title>[^]]+)\]\([^)]*\) ?\((?<note>.*)\)\s*$", RegexOptions.Multiline))
            notes.TryAdd(entry.Groups["title"].Value.Trim(), entry.Groups["note"].Value.Trim());
        return notes;
    }

    // Some notes were rewritten between the two lists; the same note has its unaltered ASCII characters in the same places.
    private static bool SameButForDamage(string repaired, string original) =>
        repaired.Length == original.Length && repaired.Zip(original).All(pair => (pair.First < 0x80) == (pair.Second < 0x80) && (pair.First >= 0x80 || pair.First == pair.Second));

    /// <summary>Reads the UTF-8 of a text as Windows-1252, where every byte has a character.</summary>
    private static string Damage(string text) =>
        string.Concat(Encoding.UTF8.GetBytes(text).Select(b => b is >= 0x80 and < 0xA0 ? Windows1252Lower[b - 0x80] : (char)b));

    private static string Seed(string file) => File.ReadAllText(Path.Combine(Root(), "seeds", file));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MultimodalPapers.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests must run below the folder of MultimodalPapers.sln.");
    }
}
