using MultimodalPapers.Benchmarks;

switch (args)
{
    case ["leiden", .. var rest]:
        return LeidenBenchmark.Run(rest);
    case ["load", .. var rest]:
        return await LoadBenchmark.RunAsync(rest);
    case ["lineage", .. var rest]:
        return LineageBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("usage:");
        Console.Error.WriteLine(LeidenBenchmark.Usage);
        Console.Error.WriteLine(LineageBenchmark.Usage);
        Console.Error.WriteLine(LoadBenchmark.Usage);
        return 1;
}
