using MultimodalPapers.Extraction;
using MultimodalPapers.Extraction.Fields;
using MultimodalPapers.Reading;

namespace MultimodalPapers.Tests.Extraction.Fields;

public sealed class FieldTests
{
    [Theory]
    [InlineData("Ann Lee, Bo Chen and Cy Diaz.", "Ann Lee|Bo Chen|Cy Diaz")]
    [InlineData("Lee, Ann and Chen, Bo and Diaz, Cy E..", "Ann Lee|Bo Chen|Cy E. Diaz")]
    [InlineData("Ann Lee*, Bo Chen†1, et al.", "Ann Lee|Bo Chen")]
    [InlineData("Lin W, Wei X, An R, et al.", "W Lin|X Wei|R An")]
    [InlineData("Lee, Ann, Bo Chen, and Cy Diaz", "Ann Lee|Bo Chen|Cy Diaz")]
    [InlineData("Lee, Ann, et al.", "Ann Lee")]
    [InlineData("Ann Lee; Bo Chen", "Ann Lee|Bo Chen")]
    [InlineData("ChatGLM Team", "ChatGLM Team")]
    [InlineData("Ann Lee, Bo Chen 等 (5 位作者)", "Ann Lee|Bo Chen")]
    [InlineData("S. M. Ali Eslami and Oriol Vinyals", "S. M. Ali Eslami|Oriol Vinyals")]
    public void People_are_written_given_name_first(string text, string expected)
    {
        string.Join('|', Authors.Split(text)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("https://arxiv.org/abs/2304.08485", "2304.08485")]
    [InlineData("https://www.arxiv.org/pdf/2304.08485v2.pdf", "2304.08485")]
    [InlineData("https://huggingface.co/papers/2409.02889", "2409.02889")]
    [InlineData("https://doi.org/10.48550/arXiv.2304.08485", "2304.08485")]
    [InlineData("https://arxiv.org/abs/cs/0112017", "cs/0112017")]
    [InlineData("https://openaccess.thecvf.com/2304.08485", null)]
    [InlineData("https://arxiv.org/abs/2399.08485", null)]
    [InlineData("https://arxiv.org/abs/1412.1234", "1412.1234")]
    [InlineData("https://arxiv.org/abs/2112.1234", null)]
    public void An_address_gives_its_arXiv_identifier(string url, string? expected)
    {
        ArxivId.InUrl(url).ShouldBe(expected);
    }

    [Theory]
    [InlineData("CVPR 2024", "CVPR", 2024)]
    [InlineData("CVPR'24 (Oral)", "CVPR", 2024)]
    [InlineData("Neurips2024", "NeurIPS", 2024)]
    [InlineData("ICRL", "ICLR", null)]
    [InlineData("EMNLP Findings", "EMNLP Findings", null)]
    [InlineData("Findings of ACL 2023", "ACL Findings", 2023)]
    [InlineData("CVPR 2024 Workshop", "CVPR Workshop", 2024)]
    [InlineData("TPAMI 2025 & AAAI 2024", "TPAMI", 2025)]
    [InlineData("The 2023 Conference on Empirical Methods in Natural Language Processing", "EMNLP", 2023)]
    [InlineData("Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR", null)]
    [InlineData("arXiv 2023", null, 2023)]
    [InlineData("arXiv preprint arXiv:2402.03766", null, null)]
    [InlineData("MLHC 2021", "MLHC", 2021)]
    [InlineData("Lamp Language Understanding Workshop 2020", "Lamp Language Understanding Workshop", 2020)]
    [InlineData("ICLR 2021 submission", "ICLR", 2021)]
    public void A_venue_is_read_without_year_track_and_kind_of_presentation(string text, string? name, int? year)
    {
        var venue = VenueText.Read(text).ShouldNotBeNull();

        venue.Name.ShouldBe(name);
        venue.Year.ShouldBe(year);
    }

    [Theory]
    [InlineData("SC 录用", "SC")]
    [InlineData("Machine Oral Learning", "Machine Learning")]
    [InlineData("Ｎature", "Nature")]
    [InlineData("S&P", "S&P")]
    [InlineData("the 3DV", "3DV")]
    [InlineData("ar xiv", null)]
    [InlineData("arXiv:2305.01278", null)]
    [InlineData("Robotics: Science and Systems, 2024", "RSS")]
    [InlineData("Robotics: Science and Systems (RSS)", "RSS")]
    [InlineData("预印本", null)]
    public void A_known_name_is_found_however_its_words_are_parted(string text, string? name)
    {
        VenueText.Read(text).ShouldNotBeNull().Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("a strong baseline for 2024")]
    [InlineData("Ann Lee")]
    [InlineData("GPT-4 2023")]
    [InlineData("our second Workshop 2020")]
    public void Other_words_are_no_venue(string text)
    {
        VenueText.Read(text).ShouldBeNull();
    }

    [Theory]
    [InlineData("2024.6", 2024)]
    [InlineData("Oct., 2025", 2025)]
    [InlineData("25 Aug 2022", 2022)]
    [InlineData("2023 Jan. to Mar.", 2023)]
    [InlineData("2023-11-22", 2023)]
    [InlineData("2024年3月", 2024)]
    [InlineData("Year 2023", 2023)]
    [InlineData("2020 and before", null)]
    [InlineData("GPT 2023", null)]
    [InlineData("1024", null)]
    public void A_date_gives_its_year(string text, int? expected)
    {
        Phrases.DateYear(text).ShouldBe(expected);
    }

    [Theory]
    [InlineData("https://github.com/a/b", "Code", LinkKind.Code)]
    [InlineData("https://a.github.io/b", "Code", LinkKind.Project)]
    [InlineData("https://zhuanlan.zhihu.com/p/1", "Paper", LinkKind.Note)]
    [InlineData("https://lab.org/blog/x", "Paper", LinkKind.Paper)]
    [InlineData("https://huggingface.co/datasets/a/b", null, LinkKind.Dataset)]
    [InlineData("https://huggingface.co/spaces/a/b", null, LinkKind.Demo)]
    [InlineData("https://huggingface.co/a/b", "🤗HF", LinkKind.Model)]
    [InlineData("https://example.org", "项目主页", LinkKind.Project)]
    [InlineData("https://example.org", "模型下载地址", LinkKind.Model)]
    [InlineData("https://openreview.net/forum?id=1", null, LinkKind.Paper)]
    [InlineData("https://example.org", null, LinkKind.Project)]
    public void The_label_decides_what_a_link_leads_to_else_the_host(string url, string? label, LinkKind expected)
    {
        LinkKinds.Of(new EntryLink(url, label, 1, 0, OnTitle: false)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Paper", true)]
    [InlineData("[code]", true)]
    [InlineData("2305.01278", true)]
    [InlineData("Official PyTorch Code", true)]
    [InlineData("🤗HF", true)]
    [InlineData("论文", true)]
    [InlineData("Visual Instruction Tuning", false)]
    [InlineData("Yi-VL", false)]
    [InlineData("Pixtral 12B", false)]
    public void Labels_of_links_are_told_from_titles(string label, bool generic)
    {
        Labels.IsGenericLink(label).ShouldBe(generic);
    }

    [Fact]
    public void The_year_beside_a_venue_comes_before_the_entry_s_date_and_that_before_the_heading()
    {
        Year("## 2021\n- (2022-09) **Lampyris in the Dark**, CVPR 2023 [paper](https://arxiv.org/abs/2401.01234)").ShouldBe(2023);
        Year("## 2021\n- (2022-09) **Lampyris in the Dark** [paper](https://arxiv.org/abs/2401.01234)").ShouldBe(2022);
        Year("## 2021\n- **Lampyris in the Dark** [paper](https://arxiv.org/abs/2401.01234)").ShouldBe(2021);
        Year("## 2020 and before\n- **Lampyris in the Dark** [paper](https://arxiv.org/abs/1901.01234)").ShouldBe(2019);
        Year("## Night\n- **Lampyris in the Dark** [paper](https://lab.org/blog/2023-03-30-lampyris/)").ShouldBe(2023);
        Year("## Night\n- [Lampyris in the Dark](https://aclanthology.org/2023.emnlp-main.12/)").ShouldBe(2023);
        Year("## Night\n- [Lampyris in the Dark](https://papers.nips.cc/paper_files/paper/2022/hash/0123abcd-Abstract.html)").ShouldBe(2022);
        Year("## Night\n- [Lampyris in the Dark](https://aclanthology.org/P19-1012/)").ShouldBeNull();
    }

    private static int? Year(string list) => FieldReader.Read(ListReader.Read("list.md", list).Entries.ShouldHaveSingleItem()).Year;
}
