using System.Runtime.InteropServices;

namespace MultimodalPapers.Cli;

/// <summary>Memory for a run that is over before collecting garbage would pay: a build of some lists.</summary>
internal static class FreshMemory
{
    private const int Small = 96 << 20;
    private const int Large = 8 << 20;
    private const long EnoughForAll = 1 << 30;
    private const int AdviceHugePages = 14;

    /// <summary>Has objects made without collecting any until this memory is used up; from then on all is as always.</summary>
    /// <remarks>Most of what a new process waits for is its memory, page by page. Linux gives it in pages of 2 MB where it is asked to.</remarks>
    public static void Take()
    {
        if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes < EnoughForAll || !GC.TryStartNoGCRegion(Small + Large, Large) || !OperatingSystem.IsLinux())
            return;
        var first = GCHandle.Alloc(new byte[1], GCHandleType.Pinned);
        var start = first.AddrOfPinnedObject() & -(2 << 20);
        first.Free();
        // Whether the advice is taken changes how fast the run is and nothing else.
        _ = MemoryAdvice(start, Small, AdviceHugePages);
    }

    [DllImport("libc", EntryPoint = "madvise")]
    private static extern int MemoryAdvice(nint start, nint length, int advice);
}
