namespace MultimodalPapers.Extraction.Cues;

/// <summary>The phrases that tell how a name belongs to a work, in the languages of the lists.</summary>
internal static class CueWords
{
    public static PhraseTrie<Cue> Trie { get; } = new(All());

    private static IEnumerable<(string, Cue)> All() =>
    [
        .. Each(Cue.Introduces,
            "we introduce", "we present", "we propose", "we further propose", "we develop", "we have developed", "we release", "we launch",
            "we design", "we build", "we built", "we construct", "we curate", "we collect", "we create", "we contribute", "we devise", "we announce",
            "we open source", "we train a", "we train an", "we also introduce", "we also propose", "we also present", "we then propose",
            "we first introduce", "we first propose", "we are releasing", "releasing", "our", "this paper introduces", "this paper proposes", "introducing", "introduces", "introduce", "introduced", "proposes", "propose", "proposed",
            "proposing", "presents", "presenting", "this paper presents", "this work presents", "develop and release", "the paper of", "develops", "constructed", "constructs", "curated", "curates",
            "提出了", "提出", "引入了", "引入", "推出了", "推出", "介绍了", "构建了", "构建", "开发了", "开发", "设计了", "设计", "发布了", "发布", "得到",
            "构造了", "创建了", "创建", "贡献了", "首个", "首次提出", "推出的", "收集了", "训练了", "训练得到"),
        .. Each(Cue.Names,
            "called", "named", "dubbed", "termed", "coined", "namely", "referred to as", "known as", "i.e.", "abbreviated as", "denoted as",
            "which we call", "we call", "命名为", "名为", "称为", "称作", "叫做", "即", "记为", "简称"),
        .. Each(Cue.BasedOn,
            "based on", "based upon", "built on", "built upon", "build on", "build upon", "builds on", "builds upon", "building on", "building upon",
            "on top of", "fine tuned from", "finetuned from", "tuned from", "initialized from", "initialised from", "initialized with",
            "initialised with", "initialized by", "derived from", "adapted from", "extends", "extending", "extension of", "an extension to",
            "modifications to", "modification of", "modified from", "improved version of", "upgraded version of", "new version of", "version of",
            "variant of", "successor of", "successor to", "starting from", "start from", "distilled from", "inherits from", "inherited from", "marrying",
            "adopts the architecture of", "follows the architecture of", "the architecture of", "fine tune", "fine tuning of", "we fine tune", "by fine tuning", "by finetuning",
            "finetune", "fine tuned version of", "finetuned version of", "fine tuned on top of", "continue training from", "continually pre trained from",
            "backbone is", "backbone of", "as backbone", "with backbone",
            "基于", "遵循", "沿用", "继承自", "改进自", "微调自", "初始化自", "构建于", "建立在", "扩展了", "源自"),
        .. Each(Cue.Uses,
            "using", "uses", "use", "used", "utilizing", "utilizes", "utilize", "leveraging", "leverages", "leverage", "with", "via", "adopt", "adopts",
            "adopting", "employ", "employs", "employing", "equipped with", "combine", "combines", "combining", "integrate", "integrates",
            "integrating", "incorporating", "incorporates", "powered by", "armed with", "through", "exploiting", "applying", "harnessing",
            "使用", "采用了", "采用", "利用", "结合", "通过", "借助", "运用", "应用", "选用", "加上", "如", "将", "与", "以", "由", "用", "融合"),
        .. Each(Cue.Compares,
            "outperform", "outperforms", "outperforming", "outperformed", "surpass", "surpasses", "surpassing", "surpassed", "superior to", "better than",
            "compared to", "compared with", "comparing with", "in comparison to", "in comparison with", "comparable to", "comparable with", "on par with",
            "competitive with", "competitive against", "similar to", "similarly to", "match the accuracy of", "match the performance of", "matches the performance of",
            "matching the performance of", "matches", "rival", "rivals", "rivaling", "rivalling", "exceed", "exceeds", "exceeding", "beat", "beats", "beating", "than", "versus", "vs", "vs.",
            "over", "against", "approaching", "close to", "relative to", "improvement over", "improvements over", "% of", "90%", "prior methods such as", "baselines such as",
            "接近", "超过", "超越", "优于", "相比", "相较于", "媲美", "比肩", "对标", "击败", "胜过", "好于", "不如", "持平"),
        .. Each(Cue.TrainedOn,
            "trained on", "pretrained on", "pre trained on", "fine tuned on", "finetuned on", "tuned on", "training on", "train on", "learned on", "pretraining on", "pre training on",
            "fine tuning on", "finetuning on", "finetune on", "fine tune on", "instruction tuned on", "post trained on", "trained with", "fine tuned with", "trained using", "trained from",
            "finetuned on individual downstream tasks", "训练于", "预训练于", "微调于"),
        .. Each(Cue.EvaluatedOn,
            "evaluated on", "evaluate on", "evaluation on", "evaluations on", "tested on", "test on", "accuracy on", "performance on", "results on", "result on", "experiments on", "experiment on",
            "benchmarks on", "benchmarks", "benchmark", "benchmarks including", "benchmarks such as", "score on", "scores on", "scores of", "improvement on", "improvements on", "gains on", "ap on",
            "map on", "fid on", "art on", "sota on", "success rate on", "recall on", "zero shot on", "pass@1 accuracy", "validated on", "assessed on", "datasets such as", "datasets including", "tasks including", "tasks, including", "benchmarks, including", "tasks such as", "across",
            "评测", "评估于", "测试于", "实验于"),
        .. Each(Cue.Studies,
            "generated by", "generated with", "generated from", "synthesized by", "synthesized with", "annotated by", "labeled by", "captioned by", "collected from", "extracted from",
            "generated textbooks and exercises with", "written by", "evaluating", "evaluate", "evaluates", "analyzing", "analysing", "analyze", "assessing", "assess", "attack", "attacking", "attacks on",
            "probing", "benchmarking", "impressing", "beyond", "a survey of", "a study of", "exploring", "judge by", "judged by", "distill knowledge from", "teacher",
            "prompting", "prompt", "evaluated by", "rated by", "language only", "text only",
            "评估", "评测了", "测试了", "分析", "探索", "考察", "揭示", "生成于", "来自于", "针对"),
        .. Each(Cue.Denies,
            "without", "unlike", "instead of", "rather than", "no need for", "no need of", "alternative to", "alternatives to", "not rely on", "not relying on", "does not require", "do not require", "free of", "avoid", "avoids", "avoiding",
            "eliminating", "eliminates", "eliminate", "bypassing", "bypass", "replacing", "replaces", "in contrast to", "contrary to", "as opposed to", "not", "secretly", "borrowing from", "borrows from", "inspired by", "motivated by", "generalization of", "generalisation of",
            "无需", "不需要", "不依赖于", "不依赖", "避免", "而非", "而不是", "摆脱", "不使用", "避免了", "取代"),
        .. Each(Cue.MadeBy,
            "by", "released by", "developed by", "proposed by", "made by", "created by", "published by", "open sourced by", "trained by", "introduced by", "from",
            "来自", "出自"),
    ];

    private static IEnumerable<(string, Cue)> Each(Cue cue, params string[] phrases) => phrases.Select(phrase => (phrase, cue));
}
