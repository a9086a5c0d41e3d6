using MultimodalPapers.Benchmarks;

switch (args)
{
    case ["extraction", .. var rest]:
        return ExtractionBenchmark.Run(rest);
    case ["corpus", .. var rest]:
        return CorpusBenchmark.Run(rest);
    case ["startup", .. var rest]:
        return StartupBenchmark.Run(rest);
    case ["leiden", .. var rest]:
        return LeidenBenchmark.Run(rest);
    case ["load", .. var rest]:
        return await LoadBenchmark.RunAsync(rest);
    case ["queries", .. var rest]:
        return await QueryBenchmark.RunAsync(rest);
    case ["lineage", .. var rest]:
        return LineageBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("usage:");
        Console.Error.WriteLine(ExtractionBenchmark.Usage);
        Console.Error.WriteLine(CorpusBenchmark.Usage);
        Console.Error.WriteLine(StartupBenchmark.Usage);
        Console.Error.WriteLine(LeidenBenchmark.Usage);
        Console.Error.WriteLine(LineageBenchmark.Usage);
        Console.Error.WriteLine(LoadBenchmark.Usage);
        Console.Error.WriteLine(QueryBenchmark.Usage);
        return 1;
}
