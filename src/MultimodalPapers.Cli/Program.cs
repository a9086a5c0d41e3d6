using System.CommandLine;
using MultimodalPapers.Cli;

if (args is ["build", ..])
    FreshMemory.Take();
// The built-in catalogue takes longest to load, so that begins at once.
if (args is ["build" or "extract" or "lint", ..])
    _ = SharedOptions.LoadAsync(files: null);
return await MultimodalPapersCommand.Create(called: args.FirstOrDefault()).Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
