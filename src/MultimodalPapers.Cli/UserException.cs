namespace MultimodalPapers.Cli;

/// <summary>Something that the person at the keyboard can mend: the message says what and how, in one sentence or two, and is all that is shown.</summary>
internal sealed class UserException(string message, Exception? inner = null) : Exception(message, inner);
