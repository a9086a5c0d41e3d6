using MultimodalPapers.Benchmarks;

switch (args)
{
    case ["leiden", .. var rest]:
        return LeidenBenchmark.Run(rest);
    case ["lineage", .. var rest]:
        return LineageBenchmark.Run(rest);
    default:
        Console.Error.WriteLine("usage:");
        Console.Error.WriteLine(LeidenBenchmark.Usage);
        Console.Error.WriteLine(LineageBenchmark.Usage);
        return 1;
}
