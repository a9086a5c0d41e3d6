using MultimodalPapers.Extraction.Fields;
using MultimodalPapers.Reading;
using Record = MultimodalPapers.Extraction.Record;

namespace MultimodalPapers.Tests.Reading;

/// <summary>One list a layout, made up; each states what a reader would take from it.</summary>
public sealed class LayoutTests
{
    /// <summary>Name of the layout, the list, and its entries as <c>lines: title | venue year | authors | kinds of links</c>.</summary>
    public static TheoryData<string, string, string> Layouts => new()
    {
        {
            "a linked title with a note",
            "## Models\n1. [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234)(a note on it)",
            "2-2: Lampyris: Seeing in the Dark |  2024 |  | paper"
        },
        {
            "an organisation in front",
            "- (Acme Lab) [Lampyris: Seeing in the Dark](https://example.org/l.pdf)",
            "1-1: Lampyris: Seeing in the Dark |   |  | paper"
        },
        {
            "a venue in front and a link broken by its writer",
            "1. ICRL [Lampyris: Seeing in the Dark]()https://arxiv.org/abs/2401.01234 (note) [[Code](https://github.com/a/b)]",
            "1-1: Lampyris: Seeing in the Dark | ICLR 2024 |  | paper code"
        },
        {
            "a bold title with people and a backbone below",
            "## 2023 May\n\n- **Lampyris: Seeing in the Dark**. arXiv:2305.01234. ICML 2023.\n\n  *Ann Lee, Bo Chen.* [[Paper](https://arxiv.org/abs/2305.01234)] [Code]\n\n  `Backbone`: Vicuna-7B.\n\n",
            "3-7: Lampyris: Seeing in the Dark | ICML 2023 | Ann Lee, Bo Chen | paper"
        },
        {
            "labelled fields",
            "1. **Lampyris: Seeing in the Dark**\n\n    **Paper**: [https://arxiv.org/abs/2401.01234](https://arxiv.org/abs/2401.01234)\n\n    <!-- **Brief**: -->\n\n    Abstract: We see.\n\n    **Authors**: Lee, Ann and Chen, Bo\n\n    Github: Coming soon",
            "1-11: Lampyris: Seeing in the Dark |  2024 | Ann Lee, Bo Chen | paper"
        },
        {
            "a template's label for a title",
            "1. **Paper Title**\n\n    **Paper**: https://arxiv.org/abs/2401.01234",
            "1-3:  |  2024 |  | paper"
        },
        {
            "a table with badges",
            "| Title | Venue | Date | Code |\n|---|---|---|---|\n| [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234) (Lampyris) | CVPR 2024 Oral | 2024-01-02 | [![Star](https://img.shields.io/x.svg)](https://github.com/a/b) |\n| **Group** | | | |",
            "3-3: Lampyris: Seeing in the Dark | CVPR 2024 |  | paper code"
        },
        {
            "a table of models",
            "| Model | LLM | Vision Encoder | Params | Date |\n|---|---|---|---|---|\n| Lampyris | Vicuna | CLIP | 7B | 2024.01 |",
            "3-3: Lampyris |  2024 |  | "
        },
        {
            "a table in HTML that blank lines cut",
            "<table>\n<tr><th>Paper</th><th>Venue</th></tr>\n\n<tr><td><a href=\"https://arxiv.org/abs/2401.01234\">Lampyris: Seeing in the Dark</a></td><td>ECCV'24</td></tr>\n</table>",
            "4-4: Lampyris: Seeing in the Dark | ECCV 2024 |  | paper"
        },
        {
            "a list in HTML inside details",
            "<details><summary>More</summary>\n<ul><li><a href=\"https://arxiv.org/abs/2401.01234\"><b>Lampyris: Seeing in the Dark</b></a>, <i>Ann Lee, Bo Chen</i></li></ul>\n</details>",
            "2-2: Lampyris: Seeing in the Dark |  2024 | Ann Lee, Bo Chen | paper"
        },
        {
            "works folded away below their titles",
            "## Papers\n### Night\n<details>\n\n  <summary>Lampyris: Seeing in the Dark</summary>\n\n  [Paper](https://arxiv.org/abs/2401.01234) | [Github](https://github.com/a/b)\n\n  1. sees at night\n\n</details>\n\n<details>\n\n  <summary>Noctua: Hearing in the Dark</summary>\n\n  [Paper](https://arxiv.org/abs/2402.01234)\n\n</details>\n\nThat was all.",
            "5-9: Lampyris: Seeing in the Dark |  2024 |  | paper code\n15-17: Noctua: Hearing in the Dark |  2024 |  | paper"
        },
        {
            "a section folded away holds its works",
            "## Papers\n<details>\n<summary>Papers on lamps of the night</summary>\n\n- [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234)\n\n</details>",
            "5-5: Lampyris: Seeing in the Dark |  2024 |  | paper"
        },
        {
            "a group or a name in bold before a linked title",
            "## Papers\n**VQA**: [Seeing in the Dark with Lamps](https://arxiv.org/abs/2401.01234), EMNLP 2023, [[code]](https://github.com/a/b), (**Lampyris**)\n\n**Multi-task Learning**, [Another Light for the Night](https://arxiv.org/abs/2301.01234), CVPR 2023",
            "2-2: Seeing in the Dark with Lamps | EMNLP 2023 |  | paper code\n4-4: Another Light for the Night | CVPR 2023 |  | paper"
        },
        {
            "a label that nobody knows",
            "- Seeing in the Dark with Many Lamps  \nICLR 2024 [papr](https://arxiv.org/abs/2401.01234)",
            "1-2: Seeing in the Dark with Many Lamps | ICLR 2024 |  | paper"
        },
        {
            "a heading with link lines and BibTeX below",
            "# A list\n\n## Encoders\n\n### Lampyris: Seeing in the Dark (LAMP)\n\npaper link: [here](https://arxiv.org/abs/2401.01234)\n\ncitation:\n```bibtex\n@inproceedings{lee,\n  title={Lampyris},\n  author={Lee, Ann and Chen, Bo},\n  booktitle={Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition},\n  year={2024}\n}\n```",
            "5-17: Lampyris: Seeing in the Dark | CVPR 2024 | Ann Lee, Bo Chen | paper"
        },
        {
            "bullets nested by year and venue",
            "- **Year 2024**\n  - **CVPR**\n    - ***Lampyris:*** Seeing in the Dark [[Paper]](https://example.org/l.pdf)",
            "3-3: Lampyris: Seeing in the Dark | CVPR 2024 |  | paper"
        },
        {
            "a bullet with its links nested below",
            "- **Lampyris: Seeing in the Dark**\n  - Authors: Ann Lee, Bo Chen\n  - [Paper](https://arxiv.org/abs/2401.01234) | [Code](https://github.com/a/b)",
            "1-3: Lampyris: Seeing in the Dark |  2024 | Ann Lee, Bo Chen | paper code"
        },
        {
            "a bold name in front of the linked title, a day and a venue behind it",
            "- **Lampyris** [Seeing Well in the Dark](https://arxiv.org/abs/2401.01234) (Nov. 05, EMNLP 2024)\n  [![arXiv](https://img.shields.io/x.svg)](https://arxiv.org/abs/2401.01234)",
            "1-2: Seeing Well in the Dark | EMNLP 2024 |  | paper"
        },
        {
            "a month of two digits and a venue in front",
            "- 24.07 (CVPR25)[Lampyris: Seeing in the Dark](https://example.org/l.pdf) | [Code](https://github.com/a/b)\n  - We see. | Task: VQA\n- 25.11 [Another Light for the Night](https://example.org/a.pdf)",
            "1-2: Lampyris: Seeing in the Dark | CVPR 2025 |  | paper code\n3-3: Another Light for the Night |  2025 |  | paper"
        },
        {
            "an organisation behind an at sign",
            "|Date|Title|Paper|Code|\n|:---:|:---:|:---:|:---:|\n|2023.12|[**Lampyris**] Seeing Well in the Dark(@Acme Lab&Glow University etc)|[[pdf]](https://arxiv.org/pdf/2312.01234.pdf)|⚠️|",
            "3-3: Seeing Well in the Dark |  2023 |  | paper"
        },
        {
            "a table of linked models and what they are",
            "|模型链接     | 模型描述    |\n| --- | --- |\n| [Lampyris](https://github.com/a/lampyris)   |  Acme开源的模型  |\n|[Glowworm](https://huggingface.co/a/glowworm-7b)|基于Lampyris微调|",
            "3-3: Lampyris |   |  | code\n4-4: Glowworm |   |  | model"
        },
        {
            "people with their affiliation above details to unfold",
            "## Lights\n\n### **Lampyris: Seeing in the Dark**\n\n[![arXiv](https://img.shields.io/x.svg)](https://arxiv.org/abs/2401.01234)\n\nAnn Lee et al., Acme Lab<br>\n**Released:** 2024-02-03\n\n<details>\n<summary>ℹ️ <i>More Information</i></summary>\n\nIt sees.\n\n</details>\n\n### **Glowworm: Seeing at Night**\n\n[![arXiv](https://img.shields.io/x.svg)](https://arxiv.org/abs/2401.01235)\n",
            "3-13: Lampyris: Seeing in the Dark |  2024 | Ann Lee | paper\n17-19: Glowworm: Seeing at Night |  2024 |  | paper"
        },
        {
            "bare paragraphs",
            "## Papers\n\n[Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234), NeurIPS 2023 [[code]](https://github.com/a/b)\n\n[Another Light for the Night](https://arxiv.org/abs/2402.01234), arXiv 2024",
            "3-3: Lampyris: Seeing in the Dark | NeurIPS 2023 |  | paper code\n5-5: Another Light for the Night |  2024 |  | paper"
        },
        {
            "a block of lines",
            "## Papers\n**Lampyris: Seeing in the Dark** \\\n*Ann Lee, Bo Chen* \\\nICCV 2023. [[Paper](https://arxiv.org/abs/2301.01234)] \\\n5 Jan 2023",
            "2-5: Lampyris: Seeing in the Dark | ICCV 2023 | Ann Lee, Bo Chen | paper"
        },
        {
            "a date and venue in parentheses, a plain title with emphasis in it",
            "- (arXiv 2024.3) Lampyris: Seeing in the **Dark** of Night, [[Paper]](https://arxiv.org/pdf/2402.01234), [[Project]](https://lampyris.github.io/)",
            "1-1: Lampyris: Seeing in the Dark of Night |  2024 |  | paper project"
        },
        {
            "a marked name before a quoted title",
            "1. <mark>LAMP</mark> **\"Lampyris: Seeing in the Dark\"**. *Lee A, Chen B, et al.*. CVPR 2024. [[Paper](https://arxiv.org/abs/2401.01234)] [[Github]()].",
            "1-1: Lampyris: Seeing in the Dark | CVPR 2024 | A Lee, B Chen | paper"
        },
        {
            "a name before a bold title",
            "- LAMP **Lampyris: Seeing in the Dark**, Arxiv 2024. [Paper](https://arxiv.org/abs/2401.01234)",
            "1-1: Lampyris: Seeing in the Dark |  2024 |  | paper"
        },
        {
            "date and venue in one parenthesis, a remark in the title",
            "+ [Lampyris Sees Better than Owls (Provably)](https://arxiv.org/abs/2310.01234) (Oct., 2023 | CVPR 2024)",
            "1-1: Lampyris Sees Better than Owls (Provably) | CVPR 2024 |  | paper"
        },
        {
            "numbered labels, and categories that are no people",
            "- **Lampyris 2024-3 | EN | [Paper1](https://arxiv.org/abs/2401.01234) | [Dataset2](https://huggingface.co/datasets/a/b)**\n  - Publisher: Acme Lab et al.\n  - Evaluation Category: Lexical, Syntactic, Semantic, Discourse",
            "1-3: Lampyris |  2024 |  | paper dataset"
        },
        {
            "BibTeX with a value that never closes",
            "## Papers\n```bibtex\n@inproceedings{lee,\n  title={Lampyris: Seeing in the Dark},\n  author={OpenAI: Ann Lee and Bo Chen},\n  booktitle={{ICCV},\n  pages={1--2},\n  year={2023},\n}\n\n@misc{diaz,\n  title={Another Light for the Night},\n  author={Cy Diaz},\n  year={2024}\n}\n```",
            "3-9: Lampyris: Seeing in the Dark | ICCV 2023 | OpenAI, Ann Lee, Bo Chen | \n11-15: Another Light for the Night |  2024 | Cy Diaz | "
        },
        {
            "references in plain text, people first and title first",
            "## Papers\n- A. Lee, B. Chen, and C. Diaz. Seeing in the Dark with Lamps. In CVPR, 2024.\n- A. Lee et al., Another Light for the Night, NeurIPS 2023\n- Lee, Ann and Chen, Bo (2020). Third Lamp: Lights for All. ICLR.\n- Fourth Lamp: Lights for None. Ann Lee, Bo Chen. ICLR 2021.",
            "2-2: Seeing in the Dark with Lamps | CVPR 2024 | A. Lee, B. Chen, C. Diaz | \n3-3: Another Light for the Night | NeurIPS 2023 | A. Lee | \n4-4: Third Lamp: Lights for All | ICLR 2020 | Ann Lee, Bo Chen | \n5-5: Fourth Lamp: Lights for None | ICLR 2021 | Ann Lee, Bo Chen | "
        },
        {
            "numbered references and footnotes on lines of a paragraph",
            "## Papers\n[1] A. Lee and B. Chen, \"Lampyris Two: Seeing in the Dark,\" CVPR 2024.\n[2] C. Diaz, B. Chen. Another Light for the Night. ICML 2023.\n\n[^1]: Ann Lee, Bo Chen. Third Lamp: All Lights. CVPR 2020. https://arxiv.org/abs/2001.01234\n[^2]: [Fourth Lamp: No Lights](https://arxiv.org/abs/2002.01234), ICML 2021.",
            "2-2: Lampyris Two: Seeing in the Dark | CVPR 2024 | A. Lee, B. Chen | \n3-3: Another Light for the Night | ICML 2023 | C. Diaz, B. Chen | \n5-5: Third Lamp: All Lights | CVPR 2020 | Ann Lee, Bo Chen | paper\n6-6: Fourth Lamp: No Lights | ICML 2021 |  | paper"
        },
        {
            "a list in a code fence",
            "## Papers\n```text\n- Lampyris: Seeing in the Dark. Ann Lee, Bo Chen. CVPR 2024. https://arxiv.org/abs/2401.01234\n- Another Light for the Night. Cy Diaz, Bo Chen. ICML 2023.\n- Third Lamp: Lights for All. Cy Diaz, Ann Lee. ICLR 2022.\n```",
            "3-3: Lampyris: Seeing in the Dark | CVPR 2024 | Ann Lee, Bo Chen | paper\n4-4: Another Light for the Night | ICML 2023 | Cy Diaz, Bo Chen | \n5-5: Third Lamp: Lights for All | ICLR 2022 | Cy Diaz, Ann Lee | "
        },
        {
            "a table with a work in every cell",
            "## Papers\n| | |\n|---|---|\n| [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234) CVPR 2024 | [Another Light for the Night](https://arxiv.org/abs/2301.01234) |\n| [Third Lamp: Lights for All](https://arxiv.org/abs/2402.01234) | |",
            "4-4: Lampyris: Seeing in the Dark | CVPR 2024 |  | paper\n4-4: Another Light for the Night |  2023 |  | paper\n5-5: Third Lamp: Lights for All |  2024 |  | paper"
        },
        {
            "codes of languages, which are no people",
            "- **Lampyris 2024-3 | EN & ZH | [Paper](https://arxiv.org/abs/2401.01234)**",
            "1-1: Lampyris |  2024 |  | paper"
        },
        {
            "columns of one line",
            "- 2021 | Lampyris: Seeing in the Dark | Ann Lee, et al. | arXiv | [`PDF`](https://arxiv.org/abs/2103.01234)",
            "1-1: Lampyris: Seeing in the Dark |  2021 | Ann Lee | paper"
        },
        {
            "a reference as bibliographies write it",
            "* Lee, Ann, Bo Chen, and Cy Diaz. \"**Lampyris: Seeing in the Dark.**\" arXiv preprint arXiv:2401.01234 (2024).\n  [[Paper](https://arxiv.org/abs/2401.01234)]",
            "1-2: Lampyris: Seeing in the Dark |  2024 | Ann Lee, Bo Chen, Cy Diaz | paper"
        },
        {
            "badges on the lines below",
            "+ [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234) (Jan., 2024)  \n  [![Star](https://img.shields.io/s.svg)](https://github.com/a/b)\n  [![Website](https://img.shields.io/w.svg)](https://lampyris.org/)",
            "1-3: Lampyris: Seeing in the Dark |  2024 |  | paper code project"
        },
        {
            "several works on a line",
            "- [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234), [Another Light for the Night](https://arxiv.org/abs/2402.01234)",
            "1-1: Lampyris: Seeing in the Dark |  2024 |  | paper\n1-1: Another Light for the Night |  2024 |  | paper"
        },
        {
            "works on lines of one paragraph",
            "[Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234) ICLR 2024\n[Another Light for the Night](https://arxiv.org/abs/2402.01234)",
            "1-1: Lampyris: Seeing in the Dark | ICLR 2024 |  | paper\n2-2: Another Light for the Night |  2024 |  | paper"
        },
        {
            "a Chinese page",
            "## 模型（1 篇）\n\n### 🔥 #1｜Lampyris: Seeing in the Dark\n\n**Ann Lee, Bo Chen, Cy Diaz 等 (5 位作者)** |  `Acme`\n\n📎 [2401.01234](https://arxiv.org/abs/2401.01234) | `cs.CV`\n\n> We see in the dark.",
            "3-9: Lampyris: Seeing in the Dark |  2024 | Ann Lee, Bo Chen, Cy Diaz | paper"
        },
        {
            "a bold name and the title in quotation marks",
            " * **Lampyris**: \"Seeing in the Dark with Fireflies\", *ICRA, May 2023*. [[Paper](https://arxiv.org/abs/2401.01234)] [[Website](https://lampyris.github.io)]\n* **Quillo** \"Another Light for\n  the Night?\" *arXiv, Feb 2024*. [[Paper](https://arxiv.org/abs/2402.01234)]",
            "1-1: Seeing in the Dark with Fireflies | ICRA 2023 |  | paper project\n2-3: Another Light for the Night? |  2024 |  | paper"
        },
        {
            "a bold line with the venue of what stands below",
            "## Papers\n\n**ACL'23**\n- Lampyris: Seeing in the Dark [[paper](https://arxiv.org/abs/2401.01234)]\n- Another Light for the Night (**ECCV'22**) [[paper](https://arxiv.org/abs/2402.01234)]\n\n**Others**\n- Third Lamp: Lights for All [[paper](https://arxiv.org/abs/2403.01234)]",
            "4-4: Lampyris: Seeing in the Dark | ACL 2023 |  | paper\n5-5: Another Light for the Night | ECCV 2022 |  | paper\n8-8: Third Lamp: Lights for All |  2024 |  | paper"
        },
        {
            "tags alone in the first line",
            "- `【2023-07】-【Lampyris】-【Acme University, Night; Glow Lab】-【Type: Model】`\n  - **Seeing in the Dark with Fireflies**\n  - **Author(s):** Ann Lee, Bo Chen\n  - [Paper](https://arxiv.org/abs/2401.01234)\n\n- `[2023-08] [Quillo] [Acme]`\n  - **Author(s):** Authors not specified in the source\n  - [Paper](https://arxiv.org/abs/2402.01234)",
            "1-4: Seeing in the Dark with Fireflies |  2023 | Ann Lee, Bo Chen | paper\n6-8: Quillo |  2023 |  | paper"
        },
        {
            "a venue in the publisher's place",
            "- [Lampyris: Seeing in the Dark](https://example.org/l)\n    - Ann Lee, Bo Chen\n    - 🏛️ Institutions: Acme\n    - 📅 Date: May 1, 2024\n    - 📑 Publisher: Findings of EMNLP 2025",
            "1-5: Lampyris: Seeing in the Dark | EMNLP Findings 2025 | Ann Lee, Bo Chen | project"
        },
        {
            "a year and one author behind a bold title",
            "- **Lampyris: Seeing in the Dark**(2023), Ann Lee. [[PDF]](https://example.org/l.pdf)",
            "1-1: Lampyris: Seeing in the Dark |  2023 | Ann Lee | paper"
        },
        {
            "a workshop's letter and a title that begins with a quotation",
            "- [**ACL W 2023**] \"Nothing There\": Seeing in the Dark [[pdf]](https://example.org/l.pdf)",
            "1-1: \"Nothing There\": Seeing in the Dark | ACL Workshop 2023 |  | paper"
        },
        {
            "date and venue parted by a point",
            "- **Lampyris: Seeing in the Dark** [![arXiv](https://img.shields.io/x.svg)](https://arxiv.org/abs/2311.01234)  \n  *2023-11 · ICLR 2024 Spotlight* — **Artifact:** Policy",
            "1-2: Lampyris: Seeing in the Dark | ICLR 2024 |  | paper"
        },
        {
            "a category that leads to another list",
            "- **[Surveys](https://github.com/a/Awesome-Surveys)**\n    - (ECCV 2022) **Lampyris: Seeing in the Dark**, Ann Lee et al. [[v1](https://arxiv.org/abs/2301.01234)]",
            "2-2: Lampyris: Seeing in the Dark | ECCV 2022 | Ann Lee | paper"
        },
        {
            "people without any link",
            "- **Lampyris: Seeing in the Dark;** Ann Lee et al; Works at night.",
            "1-1: Lampyris: Seeing in the Dark |   | Ann Lee | "
        },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Each_layout_gives_its_works(string layout, string list, string expected)
    {
        Shown("list.md", list).ShouldBe(expected, layout);
    }

    [Theory]
    [InlineData("a.csv", "title,venue,year,paper,code\n\"Lampyris: Seeing, in the Dark\",ECCV,2024,https://arxiv.org/abs/2401.01234,https://github.com/a/b\n", "2-2: Lampyris: Seeing, in the Dark | ECCV 2024 |  | paper code")]
    [InlineData("a.tsv", "Title\tAuthors\tLink\nLampyris\tAnn Lee; Bo Chen\thttps://arxiv.org/abs/2401.01234\n", "2-2: Lampyris |  2024 | Ann Lee, Bo Chen | paper")]
    [InlineData("a.json", "{\"papers\": [\n {\"title\": \"Lampyris: Seeing\", \"authors\": [\"Ann Lee\", \"Bo Chen\"], \"url\": \"https://arxiv.org/abs/2401.01234\"}\n]}", "2-2: Lampyris: Seeing |  2024 | Ann Lee, Bo Chen | paper")]
    [InlineData("a.yaml", "- title: 'Lampyris: Seeing'\n  venue: CVPR 2024\n  url: https://arxiv.org/abs/2401.01234\n", "1-3: Lampyris: Seeing | CVPR 2024 |  | paper")]
    [InlineData("a.bib", "% notes\n@article{lee2024,\n  title = {{Lampyris}: Seeing in the\n           Dark},\n  author = {Lee, Ann and M{\\\"u}ller, Bo and others},\n  journal = {CoRR},\n  year = {2024},\n}\n", "2-8: Lampyris: Seeing in the Dark |  2024 | Ann Lee, Bo Müller | ")]
    [InlineData("a.html", "<html><body><h2>Papers</h2><ul>\n<li><a href=\"https://arxiv.org/abs/2401.01234\">Lampyris: Seeing in the Dark</a></li></ul></body></html>", "2-2: Lampyris: Seeing in the Dark |  2024 |  | paper")]
    public void Each_format_gives_its_works(string file, string text, string expected)
    {
        Shown(file, text).ShouldBe(expected);
    }

    [Theory]
    [InlineData("## Table of Contents\n- [Models](#models)\n- [**Data**](#data)")]
    [InlineData("## Contributing\n- **Title**. Venue.\n\n  Authors. [[Paper]]() [[Code]]()")]
    [InlineData("## Related\n- [Awesome-Lights](https://github.com/a/Awesome-Lights) - A curated list of lights.")]
    [InlineData("## Tools\n- [lamptool](https://github.com/a/lamptool) - A Python library for lamps.")]
    [InlineData("## Models\n- [lampkit](https://github.com/a/lampkit) - An open-source framework to serve lamps.")]
    [InlineData("## Courses\n- **Light for Everyone** [Course](https://example.org/course)")]
    [InlineData("[![Awesome](https://awesome.re/badge.svg)](https://awesome.re) [![Star History](https://api.star-history.com/svg)](https://star-history.com/#a/b)")]
    [InlineData("## Star History\n\n[![Chart](https://api.star-history.com/svg)](https://star-history.com/#a/b)")]
    [InlineData("# A list\n\n## Latest News💥\n- Add a section on lamps and lights. Credits to [Dr. Lee](https://github.com/alee).  [5/8/2023]")]
    [InlineData("## Papers\nAdd papers in this format:\n```\n- [Title of it](https://arxiv.org/abs/2401.00000) CVPR 2024\n- [Title of it](https://arxiv.org/abs/2401.00000) CVPR 2024\n- [Title of it](https://arxiv.org/abs/2401.00000) CVPR 2024\n```")]
    [InlineData("## Citation\n```bibtex\n@article{us, title={A Survey of Lamps}, year={2024}}\n```")]
    [InlineData("See our [website](https://example.org) for more, and write to [Ann](https://example.org/ann).")]
    [InlineData("| Topic | Count |\n|---|---|\n| Lamps | 12 |")]
    [InlineData("<!-- - (arXiv 2024.6) , [[Paper]](https://arxiv.org/abs/2401.01234) -->")]
    public void What_is_not_a_work_is_no_entry(string list)
    {
        ListReader.Read("list.md", "# Lamps\n\n" + list).Entries.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_left_out_is_counted_with_its_reason()
    {
        var result = ListReader.Read("list.md", "## Related\n- [Awesome-Lights](https://github.com/a/Awesome-Lights) - A curated list of lights.");

        var problem = result.Problems.ShouldHaveSingleItem();
        problem.Kind.ShouldBe(ProblemKind.LeftOut);
        problem.Line.ShouldBe(2);
        problem.Message.ShouldContain("another list");
    }

    [Fact]
    public void A_list_s_own_title_is_no_section_but_first_level_sections_are()
    {
        const string Entry = "\n- [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2401.01234)\n";

        Sections("# Lamps\n## Night" + Entry).ShouldBe(["Night"]);
        Sections("# Lamps" + Entry).ShouldBe([""]);
        Sections("# Lamps\n\n# Night :star:" + Entry + "# Day" + Entry).ShouldBe(["Night", "Day"]);
        Sections("# Night" + Entry + "# Day" + Entry).ShouldBe(["Night", "Day"]);
        Sections("## Night\n### Moon" + Entry + "## Day\n### Sun" + Entry).ShouldBe(["Night > Moon", "Day > Sun"]);
        Sections("## Night" + Entry).ShouldBe(["Night"]);
        Sections("## Lamps\n### Night" + Entry + "### Day" + Entry).ShouldBe(["Lamps > Night", "Lamps > Day"]);
        Sections("# Lamps\n## Night\n#### Moon" + Entry).ShouldBe(["Night > Moon"]);
        Sections("# Lamps\n## 📖Night/Dusk ([back👆](#contents))" + Entry + "## [Day](#day)" + Entry).ShouldBe(["Night/Dusk", "Day"]);
    }

    [Fact]
    public void Parts_keep_their_places()
    {
        const string List = "- **Lampyris**: first line\n  and (a *note* here) [[Paper](https://arxiv.org/abs/2401.01234)]\n";
        var entry = ListReader.Read("list.md", List).Entries.ShouldHaveSingleItem();

        foreach (var part in entry.Parts)
        {
            for (var i = 0; i < part.Text.Text.Length; i++)
            {
                var (line, column) = part.Text.At(i);
                if (part.Text.Text[i] != ' ')
                    entry.Text.Line(line)[column].ShouldBe(part.Text.Text[i]);
            }
        }
        entry.Links[0].Line.ShouldBe(2);
        entry.Text.Line(2)[entry.Links[0].Column..].StartsWith("https://arxiv.org").ShouldBeTrue();
    }

    [Fact]
    public void Columns_say_what_their_cells_are()
    {
        var entry = ListReader.Read("list.md", "| Model | Base LLM | Vision Encoder | 机构 | Corpus | Odd |\n|--|--|--|--|--|--|\n| Lampyris | Vicuna-7B | CLIP | Acme | Lights-1M | odd words |").Entries.ShouldHaveSingleItem();

        entry.Parts.Select(p => $"{p.Role} {p.Label}: {p.Text.Text}").ShouldBe(
        [
            "Title Model: Lampyris", "Backbone Base LLM: Vicuna-7B", "Encoder Vision Encoder: CLIP", "Organization 机构: Acme", "TrainingData Corpus: Lights-1M", "Note Odd: odd words",
        ]);
    }

    [Fact]
    public void Tags_alone_in_the_first_line_are_date_name_makers_and_kind()
    {
        ListReader.Read("list.md", "- `【2023-07】-【Lampyris】-【Acme, Night】-【Type: Model】`\n  - **Seeing in the Dark with Fireflies**\n  - [Paper](https://arxiv.org/abs/2401.01234)").Entries.ShouldHaveSingleItem()
            .Parts.Select(p => $"{p.Role} {p.Label}: {p.Text.Text}").ShouldBe(["Date : 2023-07", "Name : Lampyris", "Organization : Acme, Night", "Note Type: Model", "Title : Seeing in the Dark with Fireflies"]);
    }

    [Fact]
    public void Years_behind_most_names_of_a_table_without_dates_are_the_works()
    {
        const string Rows = "| [Quillo 2018](https://example.org/q) | yes |\n| [Lampyris Night Walks 2021](https://example.org/l) | no |\n";

        Shown("list.md", "| Dataset | Released? |\n|--|--|\n" + Rows).ShouldBe("3-3: Quillo |  2018 |  | project\n4-4: Lampyris Night Walks |  2021 |  | project");
        Shown("list.md", "| Dataset | Year |\n|--|--|\n" + Rows.Replace("yes", "2019").Replace("no", "2022")).ShouldBe("3-3: Quillo 2018 |  2019 |  | project\n4-4: Lampyris Night Walks 2021 |  2022 |  | project");
    }

    [Fact]
    public void What_a_dataset_was_made_from_is_no_name_of_it()
    {
        ListReader.Read("list.md", "| Dataset | Base Dataset |\n|--|--|\n| [Quillo](https://example.org/q) | [Vesperal](https://example.org/v) |").Entries.ShouldHaveSingleItem()
            .Parts.Select(p => $"{p.Role} {p.Label}: {p.Text.Text}").ShouldBe(["Title Dataset: Quillo", "Note Base Dataset: Vesperal"]);
    }

    [Fact]
    public void A_title_in_a_field_of_its_own_goes_before_the_words_above_it()
    {
        const string List = "- [Lampyris：夜间的光](notes/lampyris/)\n  - 论文名称：Lampyris: Seeing in the Dark with Fireflies\n  - 论文地址：https://arxiv.org/abs/2401.01234\n";

        ListReader.Read("list.md", List).Entries.ShouldHaveSingleItem().Parts.Select(p => $"{p.Role} {p.Label}: {p.Text.Text}")
            .ShouldBe(["Note : Lampyris", "Note : 夜间的光", "Title 论文名称: Lampyris: Seeing in the Dark with Fireflies"]);
        Shown("list.md", List).ShouldBe("1-3: Lampyris: Seeing in the Dark with Fireflies |  2024 |  | paper");
    }

    [Fact]
    public void A_year_behind_an_italic_venue_belongs_to_it()
    {
        Shown("list.md", "- [Seeing in the Dark with Fireflies](https://arxiv.org/abs/2401.01234)\n  Ada Lovelace, Alan Turing *ACM MM* 2021").ShouldBe("1-2: Seeing in the Dark with Fireflies | ACM MM 2021 | Ada Lovelace, Alan Turing | paper");
    }

    [Fact]
    public void A_text_below_a_heading_that_links_to_the_same_paper_again_is_no_work_of_its_own()
    {
        const string Card = "### Quillo\n\nReads charts.\n\n[Paper](https://arxiv.org/abs/2401.01234) · [Code](https://github.com/q/quillo)\n\n*Figure 2, from [the original source](https://arxiv.org/html/2401.01234#S2.F2).*\n\n"
            + "**Evidence:** [Source 1](https://arxiv.org/abs/2401.01234v2) · [Source 2](https://github.com/q/quillo).\n\n";
        const string Other = "*See also [Lampyris: Seeing in the Dark](https://arxiv.org/abs/2402.04321).*\n\n";

        Sections("# List\n\n## Models\n\n" + Card + Card.Replace("Quillo", "Vesperal")).ShouldBe(["Models", "Models"]);
        Sections("# List\n\n## Models\n\n" + Card + Other + Card).ShouldContain("Models > Quillo");
    }

    [Fact]
    public void What_the_link_of_a_column_of_papers_is_called_may_be_the_venue()
    {
        Shown("list.md", "| Title | Paper page |\n|--|--|\n| Quillo | [CVPR2023](https://arxiv.org/abs/2212.01234) |\n| Lampyris | [arXiv](https://arxiv.org/abs/2212.04321) |")
            .ShouldBe("3-3: Quillo | CVPR 2023 |  | paper\n4-4: Lampyris |  2022 |  | paper");
    }

    [Fact]
    public void A_misspelled_preprint_with_its_month_is_no_title()
    {
        Shown("list.md", "1. **[Quillo]** | **Arixv'23.10** | Quillo: Merging Charts | [`[pdf]`](https://arxiv.org/abs/2310.01234)").ShouldBe("1-1: Quillo: Merging Charts |  2023 |  | paper");
    }

    private static List<string> Sections(string list) => [.. ListReader.Read("list.md", list).Entries.Select(e => string.Join(" > ", e.Section))];

    private static string Shown(string file, string text) =>
        string.Join('\n', ListReader.Read(file, text).Entries.Select(entry => Show(FieldReader.Read(entry))));

    private static string Show(Record record) =>
        $"{record.Line}-{record.EndLine}: {record.Title} | {record.Venue} {record.Year} | {string.Join(", ", record.Authors)} | {string.Join(' ', record.Links.Select(l => l.Kind.ToString().ToLowerInvariant()))}";
}
