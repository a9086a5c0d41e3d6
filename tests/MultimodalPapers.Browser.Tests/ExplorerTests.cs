using Microsoft.Playwright;
using MultimodalPapers.Analysis;
using MultimodalPapers.Reports.Explorer;

namespace MultimodalPapers.Browser.Tests;

/// <summary>The explorer as a person meets it. Every test also fails where the console has an error or the page asks for anything but itself.</summary>
public sealed class ExplorerTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private Task<OpenPage> FieldAsync(string address = "", BrowserNewContextOptions? context = null) => browser.OpenAsync("field", Samples.Field, address, context);

    private static Task<int> PaintedAsync(OpenPage page) => page.AskAsync<int>("""
        () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
          const { width, height } = explorer.map.canvas, copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
          copy.drawImage(explorer.map.canvas, 0, 0);
          const pixels = copy.getImageData(0, 0, width, height).data, colors = new Set();
          for (let i = 0; i < pixels.length; i += 4) colors.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
          done(colors.size);
        })))
        """);

    [SkippableFact]
    public async Task Map_and_time_are_one_click_apart()
    {
        await using var page = await FieldAsync();
        (await PaintedAsync(page)).ShouldBeGreaterThan(20);
        (await page.AskAsync<string>("() => explorer.map.scene.name")).ShouldBe("map");
        await page["nav >> text=Time"].ClickAsync();
        await page.AddressAsync("#/time");
        (await page.AskAsync<string>("() => explorer.map.scene.name")).ShouldBe("time");
        (await PaintedAsync(page)).ShouldBeGreaterThan(20);
        (await page.AskAsync<string[]>("() => explorer.map.scene.axis.map(a => a.text)")).ShouldBe(["no year", "2021", "2023"]);
        await page["nav >> text=Map"].ClickAsync();
        await page.AddressAsync("#/map");
    }

    [SkippableFact]
    public async Task Names_do_not_overlap_and_more_of_them_appear_as_there_is_room()
    {
        await using var page = await browser.OpenAsync("medium", () => MultimodalPapers.Tests.Reports.Explorer.MadeUpGraphs.Papers(200, seed: 1));
        const string Names = "() => new Promise(done => setTimeout(() => done(explorer.map.labelled.map(l => [l.left, l.top, l.right, l.bottom])), 350))";
        var names = await page.AskAsync<double[][]>(Names);
        names.Length.ShouldBeGreaterThan(20);
        for (var i = 0; i < names.Length; i++)
        {
            for (var j = 0; j < i; j++)
                (names[i][0] < names[j][2] && names[j][0] < names[i][2] && names[i][1] < names[j][3] && names[j][1] < names[i][3]).ShouldBeFalse();
        }
        var before = await page.AskAsync<int>("() => explorer.map.labelled.length / explorer.map.scene.nodes.length * 1000");
        for (var i = 0; i < 6; i++)
            await page["[data-zoom='1.5']"].ClickAsync();
        (await page.AskAsync<double[][]>(Names)).Length.ShouldBeGreaterThan(5);
        (await page.AskAsync<double>("""
            () => { const m = explorer.map; let seen = 0; m.scene.nodes.forEach((n, p) => { const x = m.scene.x[p] * m.view.k + m.view.x, y = m.scene.y[p] * m.view.k + m.view.y;
              if (x > 0 && y > 0 && x < m.width && y < m.height) seen++; }); return 1000 * m.labelled.length / seen; }
            """)).ShouldBeGreaterThan(before);
    }

    [SkippableFact]
    public async Task The_wheel_zooms_where_it_points_and_dragging_moves()
    {
        await using var page = await FieldAsync();
        const string UnderPointer = "() => [(700 - document.getElementById('canvas').getBoundingClientRect().left - explorer.map.view.x) / explorer.map.view.k, explorer.map.view.k]";
        var before = await page.AskAsync<double[]>(UnderPointer);
        await page.Page.Mouse.MoveAsync(700, 400);
        await page.Page.Mouse.WheelAsync(0, -300);
        await page.Page.WaitForFunctionAsync("k => explorer.map.view.k > k", before[1]);
        var after = await page.AskAsync<double[]>(UnderPointer);
        after[0].ShouldBe(before[0], 0.5);
        var x = await page.AskAsync<double>("() => explorer.map.view.x");
        await page.Page.Mouse.MoveAsync(320, 700);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(380, 720, new MouseMoveOptions { Steps = 4 });
        await page.Page.Mouse.UpAsync();
        (await page.AskAsync<double>("() => explorer.map.view.x")).ShouldBe(x + 60, 0.01);
    }

    [SkippableFact]
    public async Task A_click_on_a_mark_opens_its_page()
    {
        await using var page = await FieldAsync();
        var at = await page.AskAsync<double[]>("""
            () => { const m = explorer.map, p = m.scene.placeOf[explorer.graph.indexOf('model:clip')], box = m.canvas.getBoundingClientRect();
              return [m.scene.x[p] * m.view.k + m.view.x + box.left, m.scene.y[p] * m.view.k + m.view.y + box.top]; }
            """);
        await page.Page.Mouse.MoveAsync((float)at[0], (float)at[1]);
        (await page.TextAsync("#hint")).ShouldContain("CLIP");
        await page.Page.Mouse.ClickAsync((float)at[0], (float)at[1]);
        await page.AddressAsync("#model:clip");
        (await page.TextAsync("#page h2")).ShouldBe("CLIP");
    }

    [SkippableFact]
    public async Task The_legend_filters_by_label_relation_list_year_and_basis()
    {
        await using var page = await FieldAsync();
        const string Shown = "() => [explorer.filters.shown, explorer.filters.edges.reduce((a, b) => a + b, 0)]";
        var all = await page.AskAsync<int[]>(Shown);
        all[0].ShouldBe(13);
        await Without("papers", n => n.ShouldBe(11), e => e.ShouldBeLessThan(all[1]));
        await Without("uses backbone", n => n.ShouldBeLessThanOrEqualTo(13), e => e.ShouldBe(all[1] - 3));
        await Without("background", n => n.ShouldBe(13), e => e.ShouldBe(all[1] - 1));
        await Without("b.md", n => n.ShouldBeLessThan(13), e => e.ShouldBeLessThan(all[1]));
        await Without("without a year", n => n.ShouldBe(8), e => e.ShouldBeLessThan(all[1]));
        await page["#year-to"].FillAsync("2021");
        (await page.AskAsync<int[]>(Shown))[0].ShouldBe(all[0] - 7);
        (await page.TextAsync("#legend .status")).ShouldBe("6 of 13 things");
        await page["#reset"].ClickAsync();
        (await page.AskAsync<int[]>(Shown)).ShouldBe(all);

        async Task Without(string name, Action<int> nodes, Action<int> edges)
        {
            var box = page["#legend label"].Filter(new LocatorFilterOptions { HasText = name }).First.Locator("input");
            await box.UncheckAsync();
            var shown = await page.AskAsync<int[]>(Shown);
            nodes(shown[0]);
            edges(shown[1]);
            await box.CheckAsync();
            (await page.AskAsync<int[]>(Shown)).ShouldBe(all);
        }
    }

    [SkippableTheory]
    [InlineData("llava", "model:llava")]
    [InlineData("LLaVA 1.5", "model:llava-1.5")]
    [InlineData("large language and", "model:llava")]
    [InlineData("improved baselines", "paper:arxiv:2310.03744")]
    [InlineData("2304.08485", "paper:arxiv:2304.08485")]
    [InlineData("混合专家", "technique:moe")]
    [InlineData("混合", "technique:moe")]
    [InlineData("micrsoft", "organization:microsoft")]
    public async Task Search_finds_as_you_type(string query, string first)
    {
        await using var page = await FieldAsync();
        await page["#search"].PressSequentiallyAsync(query);
        (await page["#search-results [role=option]"].First.GetAttributeAsync("data-id")).ShouldBe(first);
        await page["#search"].PressAsync("Enter");
        await page.AddressAsync("#" + first);
    }

    [SkippableFact]
    public async Task Results_come_by_kind()
    {
        await using var page = await FieldAsync();
        await page["#search"].FillAsync("in");
        (await page["#search-results .heading"].AllInnerTextsAsync()).Select(t => t.Split('\n')[0].Trim()).ShouldBe(["models", "papers", "techniques"]);
        await page["#search"].FillAsync("zzzzqqqq");
        (await page.TextAsync("#search-results")).ShouldBe("Nothing goes with this.");
    }

    [SkippableFact]
    public async Task A_things_page_tells_what_it_is_and_what_says_so()
    {
        await using var page = await FieldAsync("#model:llava");
        (await page.TextAsync("#page .kind")).ShouldBe("MODEL");
        var text = await page.TextAsync("#page");
        foreach (var part in new[] { "Microsoft", "2023", "Visual Instruction Tuning", "Large Language and Vision Assistant", "Vicuna-13B a.md, line 9", "built on LLaMA b.md, line 1", "inferred", "80 %" })
            text.ShouldContain(part);
        (await page["#page .differences"].InnerTextAsync()).ShouldContain("uses backbone");
        (await page["#page .difference .sides strong"].AllInnerTextsAsync()).ShouldBe(["LLaMA", "Vicuna"], ignoreOrder: true);
        await page["#page .place a"].First.ClickAsync();
        await page.Page.WaitForFunctionAsync("() => location.hash.startsWith('#list:')");
    }

    [SkippableFact]
    public async Task Papers_show_what_their_sources_state_differently_side_by_side()
    {
        await using var page = await FieldAsync("#paper:arxiv:2304.08485");
        (await page["#page .difference .sides > div"].AllInnerTextsAsync()).ShouldBe(["NeurIPS\na.md, line 7", "ICLR\nb.md, line 1"]);
        (await page["#page .facts a[target=_blank]"].EvaluateAllAsync<string[]>("links => links.map(l => l.href + ' ' + l.rel)"))
            .ShouldBe(["https://arxiv.org/abs/2304.08485 noopener noreferrer", "https://github.com/haotian-liu/LLaVA noopener noreferrer"]);
    }

    [SkippableFact]
    public async Task Quotes_link_to_the_line_where_the_lists_are_on_the_web()
    {
        await using var page = await browser.OpenAsync("based", Samples.Field, "#model:llava", options: new ExplorerOptions { ListBase = new Uri("https://example.org/lists") });
        var link = page["#page .place a"].First;
        (await link.GetAttributeAsync("href")).ShouldStartWith("https://example.org/lists/");
        (await link.GetAttributeAsync("href"))!.ShouldContain(".md#L");
        (await link.GetAttributeAsync("rel")).ShouldBe("noopener noreferrer");
    }

    [SkippableFact]
    public async Task Ancestors_and_descendants_unfold()
    {
        await using var page = await FieldAsync("#model:llava-1.5");
        var tree = page["#page .trees .tree"].First;
        (await tree.Locator("a").AllInnerTextsAsync()).ShouldBe(["LLaVA"]);
        await tree.Locator("button").First.ClickAsync();
        (await tree.Locator("a").AllInnerTextsAsync()).ShouldBe(["LLaVA", "Vicuna", "CLIP", "LLaMA"], ignoreOrder: true);
        await tree.Locator("button").First.ClickAsync();
        (await tree.Locator("a").AllInnerTextsAsync()).ShouldBe(["LLaVA"]);
    }

    [SkippableFact]
    public async Task Every_address_can_be_sent_and_back_and_forward_work()
    {
        await using var page = await FieldAsync("#model:llava-1.5");
        (await page.TextAsync("#page h2")).ShouldBe("LLaVA-1.5");
        (await page.Page.TitleAsync()).ShouldStartWith("LLaVA-1.5");
        await page["#page .tree a"].First.ClickAsync();
        await page.AddressAsync("#model:llava");
        await page["nav >> text=Models"].ClickAsync();
        await page.AddressAsync("#/models");
        await page.Page.GoBackAsync();
        (await page.TextAsync("#page h2")).ShouldBe("LLaVA");
        await page.Page.GoBackAsync();
        (await page.TextAsync("#page h2")).ShouldBe("LLaVA-1.5");
        await page.Page.GoForwardAsync();
        (await page.TextAsync("#page h2")).ShouldBe("LLaVA");
        await page.GoAsync("#model:unheard-of");
        await page.Page.ReloadAsync();
        (await page.TextAsync("#page")).ShouldContain("nothing with the address model:unheard-of");
        await page["#page .close"].ClickAsync();
        await page.AddressAsync("#/map");
        (await page["#page"].IsHiddenAsync()).ShouldBeTrue();
    }

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lineage_is_that_of_the_analyses(bool background)
    {
        var graph = Samples.Lineage(40, seed: 11);
        var lineage = LineageGraph.From(graph, new LineageOptions { WithBackground = background });
        await using var page = await browser.OpenAsync("lineage", () => graph);
        var ids = lineage.Models.Select(m => m.Id).ToArray();
        var relatives = await page.AskAsync<string[]>("""
            ([ids, background]) => { const { graph } = explorer, lineage = explorer.lineage(background), told = all => all.map(r => `${graph.ids[r.node]} ${r.depth} ${r.links.length}`).join(',');
              return ids.map(graph.indexOf, graph).flatMap(n => [told(lineage.ancestors(n)), told(lineage.descendants(n)), told(lineage.ancestors(n, 2))]); }
            """, new object[] { ids, background });
        relatives.ShouldBe(ids.SelectMany(id => new[] { Told(lineage.Ancestors(id)), Told(lineage.Descendants(id)), Told(lineage.Ancestors(id, 2)) }));
        (string, string)[] pairs = [.. ids.Where((_, i) => i % 3 == 0).SelectMany(a => ids.Where((_, i) => i % 4 == 1).Select(b => (a, b)))];
        var told = await page.AskAsync<string[]>("""
            ([pairs, background]) => { const { graph } = explorer, lineage = explorer.lineage(background), id = n => graph.ids[n];
              return pairs.map(([a, b]) => [graph.indexOf(a), graph.indexOf(b)]).map(([a, b]) =>
                lineage.nearestCommonAncestors(a, b).map(c => `${id(c.node)} ${c.fromFirst} ${c.fromSecond}`).join(',') + ';'
                + lineage.between(a, b).map(e => `${id(graph.from[e])}|${graph.relations[graph.type[e]].name}|${id(graph.to[e])}`).sort().join(',') + ';'
                + lineage.paths(a, b, 5000).map(p => p.map(e => graph.relations[graph.type[e]].name + '>' + id(graph.to[e])).join(' ')).sort().join(',')); }
            """, new object[] { pairs.Select(p => new[] { p.Item1, p.Item2 }).ToArray(), background });
        told.ShouldBe(pairs.Select(p =>
            string.Join(',', lineage.NearestCommonAncestors(p.Item1, p.Item2).Select(c => $"{c.Node.Id} {c.FromFirst} {c.FromSecond}")) + ";"
            + string.Join(',', lineage.Between(p.Item1, p.Item2).Select(e => e.Relationship.Id).Order(StringComparer.Ordinal)) + ";"
            + string.Join(',', lineage.Paths(p.Item1, p.Item2, 5000).Select(path => string.Join(' ', path.Select(e => $"{e.Type}>{e.Target}"))).Order(StringComparer.Ordinal))));

        static string Told(IEnumerable<Relative> relatives) => string.Join(',', relatives.Select(r => $"{r.Node.Id} {r.Depth} {r.Links.Length}"));
    }

    [SkippableFact]
    public async Task A_lineage_focus_shows_only_relatives_by_depth()
    {
        await using var page = await FieldAsync("#model:llava");
        await page["text=Lineage focus"].ClickAsync();
        await page.AddressAsync("#/lineage/model:llava");
        (await RelativesAsync("ancestors")).ShouldBe(["model:clip 1", "model:llama 1", "model:vicuna 1"], ignoreOrder: true);
        (await RelativesAsync("descendants")).ShouldBe(["model:llava-1.5 1"]);
        (await page.AskAsync<string[]>("() => [...explorer.map.scene.nodes].map(n => explorer.graph.names[n])")).ShouldBe(["CLIP", "LLaMA", "LLaVA", "LLaVA-1.5", "Vicuna"], ignoreOrder: true);
        await page["#page .twig"].First.ClickAsync();
        (await page.TextAsync("#page .unfoldable .quotes")).ShouldContain("line");
        await page.GoAsync("#/lineage/model:llava-1.5");
        await page.Page.ReloadAsync();
        await page["#depth"].SelectOptionAsync("1");
        (await RelativesAsync("ancestors")).ShouldBe(["model:llava 1"]);

        Task<string[]> RelativesAsync(string side) => page[$"#page .{side} li[data-id]"].EvaluateAllAsync<string[]>("items => items.map(i => i.dataset.id + ' ' + i.dataset.depth)");
    }

    [SkippableFact]
    public async Task Two_models_show_the_ways_between_them_or_what_both_come_from()
    {
        await using var page = await FieldAsync("#/lineage/model:llava-1.5");
        await page["#partner"].PressSequentiallyAsync("llama");
        await page["#partner"].PressAsync("Enter");
        await page.AddressAsync("#/between/model:llava-1.5/model:llama");
        (await page["#page [data-path]"].EvaluateAllAsync<string[]>("items => items.map(i => i.dataset.path)"))
            .ShouldBe(["model:llava-1.5 model:llava model:llama", "model:llava-1.5 model:llava model:vicuna model:llama"]);
        await page["#background"].UncheckAsync();
        (await page["#page [data-path]"].CountAsync()).ShouldBe(1);
        await page["#background"].CheckAsync();
        await page.GoAsync("#/between/model:llava-1.5/model:minigpt-4");
        await page.Page.ReloadAsync();
        (await page["#page .common li"].EvaluateAllAsync<string[]>("items => items.map(i => i.dataset.id)")).ShouldBe(["model:vicuna"]);
        (await page.TextAsync("#page .common")).ShouldContain("2 steps and 1 step away");
        await page.GoAsync("#/between/model:solo/model:clip");
        await page.Page.ReloadAsync();
        (await page.TextAsync("#page")).ShouldContain("Nothing in this graph ties the two");
    }

    [SkippableFact]
    public async Task Tables_sort_filter_and_are_copied_as_CSV()
    {
        await using var page = await FieldAsync();
        await page.Page.AddInitScriptAsync("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");
        await page.Page.ReloadAsync();
        await page["nav >> text=Models"].ClickAsync();
        (await Names())[0].ShouldBe("LLaMA");
        await page["thead button >> text=Name"].ClickAsync();
        (await Names()).ShouldBe(["CLIP", "LLaMA", "LLaVA", "LLaVA-1.5", "MiniGPT-4", "Solo", "Vicuna"]);
        (await page["th[aria-sort=ascending]"].InnerTextAsync()).ShouldBe("Name");
        await page["thead button >> text=Name"].ClickAsync();
        (await Names())[0].ShouldBe("Vicuna");
        await page["[aria-label='Filter by Stands on']"].FillAsync("vicuna");
        (await Names()).ShouldBe(["MiniGPT-4", "LLaVA"]);
        (await page.TextAsync("#table .status")).ShouldBe("2 of 7 rows");
        await page["[aria-label='Filter by Descendants']"].FillAsync("> 0");
        (await Names()).ShouldBe(["LLaVA"]);
        await page["text=Copy as CSV"].ClickAsync();
        (await page.AskAsync<string>("() => window.copied")).ShouldBe(
            "Name,Kind,Year,Made by,Stands on,Descendants,Introduced by\r\nLLaVA,model,2023,Microsoft,CLIP; LLaMA; Vicuna,1,Visual Instruction Tuning\r\n");
        await page["tbody a"].First.ClickAsync();
        await page.AddressAsync("#model:llava");
        (await page["#table"].IsVisibleAsync()).ShouldBeTrue();

        async Task<IReadOnlyList<string>> Names() => await page["#table tbody th"].AllInnerTextsAsync();
    }

    [SkippableFact]
    public async Task The_keyboard_alone_suffices()
    {
        await using var page = await FieldAsync();
        var keys = page.Page.Keyboard;
        await keys.PressAsync("/");
        await keys.TypeAsync("llava");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await page.AddressAsync("#model:llava-1.5");
        await page.Page.WaitForFunctionAsync("() => document.activeElement.id === 'page'");
        await keys.PressAsync("l");
        await page.AddressAsync("#/lineage/model:llava-1.5");
        await keys.PressAsync("Escape");
        await page.AddressAsync("#/map");
        await keys.PressAsync("t");
        await page.AddressAsync("#/time");
        await keys.PressAsync("o");
        await page.AddressAsync("#/models");
        await keys.PressAsync("m");
        await page.AddressAsync("#/map");
        await page["#canvas"].FocusAsync();
        await keys.PressAsync("ArrowRight");
        var first = await page.TextAsync("#announcement");
        first.ShouldContain("relationship");
        await keys.PressAsync("0");
        await keys.PressAsync("+");
        await keys.PressAsync("Enter");
        await page.Page.WaitForFunctionAsync("() => location.hash.length > 6");
        (await page.TextAsync("#page h2")).ShouldBe(first.Split(',')[0]);
        await keys.PressAsync("Escape");
        await keys.PressAsync("?");
        (await page["#help"].IsVisibleAsync()).ShouldBeTrue();
        await keys.PressAsync("Escape");
        (await page["#help"].IsVisibleAsync()).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Tab_reaches_everything_and_everything_has_a_name()
    {
        await using var page = await FieldAsync("#model:llava");
        var met = new HashSet<string>();
        for (var i = 0; i < 120; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            met.Add(await page.AskAsync<string>("() => document.activeElement.closest('header, #legend, #stage, #page')?.id || document.activeElement.closest('header')?.tagName || ''"));
        }
        met.ShouldBe(["", "HEADER", "legend", "stage", "page"], ignoreOrder: true, customMessage: string.Join(' ', met));
        (await page.AskAsync<string[]>("""
            () => [...document.querySelectorAll('button, a, input, select, canvas')].filter(e => !(e.getAttribute('aria-label') || e.textContent.trim() || e.title || e.labels?.[0]?.textContent.trim())).map(e => e.outerHTML)
            """)).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Light_and_dark_follow_the_system_and_the_button()
    {
        await using var page = await FieldAsync(context: new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        const string Ground = "() => [getComputedStyle(document.body).backgroundColor, explorer.map.color.ground]";
        (await page.AskAsync<string[]>(Ground)).ShouldBe(["rgb(20, 23, 26)", "#14171a"]);
        await page["#theme"].ClickAsync();
        (await page.AskAsync<string[]>(Ground)).ShouldBe(["rgb(252, 252, 251)", "#fcfcfb"]);
        await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await page["#theme"].ClickAsync();
        (await page.AskAsync<string[]>(Ground)).ShouldBe(["rgb(20, 23, 26)", "#14171a"]);
    }

    [SkippableFact]
    public async Task Text_stands_out_from_its_ground_in_light_and_dark()
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var page = await FieldAsync("#model:llava", new BrowserNewContextOptions { ColorScheme = scheme });
            (await page.AskAsync<double>("""
                () => { const style = getComputedStyle(document.documentElement), rgb = name => style.getPropertyValue(name).trim().match(/[0-9a-f]{2}/gi).map(h => parseInt(h, 16) / 255);
                  const light = name => rgb(name).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
                  const contrast = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
                  return Math.min(...['--ink', '--soft', '--link'].flatMap(text => ['--ground', '--panel', '--raised', '--wash'].map(ground => contrast(text, ground)))); }
                """)).ShouldBeGreaterThan(4.5);
        }
    }

    [SkippableFact]
    public async Task A_phones_width_works()
    {
        await using var page = await FieldAsync(context: new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 375, Height = 720 }, HasTouch = true, IsMobile = true });
        foreach (var address in new[] { "#/map", "#/time", "#model:llava", "#/lineage/model:llava", "#/papers", "#/models" })
        {
            await page.GoAsync(address);
            (await page.AskAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(375);
        }
        await page.GoAsync("#/map");
        await page["#filters-button"].TapAsync();
        (await page["#legend"].IsVisibleAsync()).ShouldBeTrue();
        await page["#filters-button"].TapAsync();
        (await page["#legend"].IsVisibleAsync()).ShouldBeFalse();
        await page["#search"].FillAsync("clip");
        await page["#search-results [role=option]"].First.TapAsync();
        await page.AddressAsync("#model:clip");
        // The page of the thing leaves its mark in sight.
        (await page.AskAsync<bool>("""
            () => { const m = explorer.map, p = m.scene.placeOf[explorer.graph.indexOf('model:clip')], y = m.scene.y[p] * m.view.k + m.view.y + m.canvas.getBoundingClientRect().top;
              return y > 0 && y < document.getElementById('page').getBoundingClientRect().top; }
            """)).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Whatever_a_list_contains_is_text()
    {
        await using var page = await browser.OpenAsync("hostile", Samples.Hostile);
        var ids = await page.AskAsync<string[]>("() => [...explorer.graph.ids]");
        foreach (var view in new[] { "#/time", "#/papers", "#/models" })
            await page.AskAsync<object>("hash => { location.hash = hash; }", view);
        foreach (var id in ids)
        {
            await page.AskAsync<object>("id => { location.hash = '#' + encodeURIComponent(id); }", id);
            await page.Page.WaitForFunctionAsync("id => document.querySelector('#page h2')?.textContent === explorer.graph.names[explorer.graph.indexOf(id)]", id);
            (await page.AskAsync<string[]>("() => [...document.querySelectorAll('a')].map(a => a.getAttribute('href')).filter(h => !/^(#|https?:)/.test(h))")).ShouldBeEmpty();
        }
        await page["#search"].FillAsync("<script>");
        (await page["#search-results [role=option]"].CountAsync()).ShouldBeGreaterThan(1);
        (await page.AskAsync<int>("() => document.querySelectorAll('main script, main img, main iframe, header script, [onerror], [onclick], [onload]').length")).ShouldBe(0);
        (await page.AskAsync<bool>("() => 'hacked' in window")).ShouldBeFalse();
        (await page.AskAsync<bool>("() => /[\\u202A-\\u202E\\u2066-\\u2069]/.test(document.documentElement.textContent)")).ShouldBeFalse();
        ids.ShouldContain("paper:safe[U+202E]gnp.exe");
    }

    [SkippableFact]
    public async Task The_policy_stops_scripts_that_are_not_the_pages_own()
    {
        await using var page = await FieldAsync();
        const string Attempts = """
            () => [() => { document.body.innerHTML = '<b>x</b>'; }, () => document.createElement('b').setAttribute('onclick', 'window.hacked = 1'), () => { document.createElement('script').text = 'window.hacked = 1'; }]
              .map(attempt => { try { attempt(); return 'taken'; } catch (error) { return error.name; } })
            """;
        (await page.AskAsync<string[]>(Attempts)).ShouldBe(["TypeError", "TypeError", "TypeError"]);
        (await page.AskAsync<string>("() => new Promise(done => { const image = new Image(); image.onload = () => done('loaded'); image.onerror = () => done('stopped'); image.src = 'https://example.org/x.png'; })")).ShouldBe("stopped");
        (await page.AskAsync<bool>("() => 'hacked' in window")).ShouldBeFalse();
        page.Faults.ShouldContain(fault => fault.Contains("violates the following Content Security Policy directive"));
        page.Faults.Clear();
    }

    [SkippableFact]
    public async Task Twenty_thousand_nodes_are_usable_within_a_second_and_stay_smooth()
    {
        var large = browser.Large.Value;
        large.Nodes.Length.ShouldBeInRange(19_500, 22_000);
        var fastest = int.MaxValue;
        for (var i = 0; i < 4 && fastest >= 1000; i++)
        {
            await using var attempt = await browser.OpenAsync("large", () => large);
            fastest = Math.Min(fastest, await attempt.AskAsync<int>("() => Number(document.documentElement.dataset.ready)"));
        }
        fastest.ShouldBeLessThan(1000);
        await using var page = await browser.OpenAsync("large", () => large);
        var frames = await page.AskAsync<double[]>("""
            async () => { const times = []; for (let i = 0; i < 24; i++) { explorer.map.pan(7, 3); explorer.map.zoom(1.03); await new Promise(requestAnimationFrame); await new Promise(requestAnimationFrame); times.push(explorer.map.lastDrawing); } return times; }
            """);
        frames.Order().ElementAt(frames.Length / 2).ShouldBeLessThan(60);
        await page["#search"].FillAsync("model 59");
        (await page["#search-results [role=option]"].CountAsync()).ShouldBeGreaterThan(3);
        await page["nav >> text=Time"].ClickAsync();
        (await PaintedAsync(page)).ShouldBeGreaterThan(50);
    }

    [Fact]
    public void Twenty_thousand_nodes_take_less_than_fifteen_megabytes() =>
        new FileInfo(browser.FileOf("large", () => browser.Large.Value)).Length.ShouldBeLessThan(15_000_000);
}
