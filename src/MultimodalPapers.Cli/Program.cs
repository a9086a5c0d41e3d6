using System.CommandLine;
using MultimodalPapers.Cli;

return await MultimodalPapersCommand.Create().Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
