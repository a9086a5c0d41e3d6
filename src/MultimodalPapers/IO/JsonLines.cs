using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MultimodalPapers.IO;

/// <summary>Writes JSON values to a stream, each as one line.</summary>
/// <remarks>A line is gathered before it is written: a JSON writer on the stream itself would flush the stream's buffer with each.</remarks>
internal sealed class JsonLines(Stream stream) : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _line = new(1 << 12);
    private Utf8JsonWriter? _json;

    /// <summary>Writes the line's value; what is written is not checked to be JSON.</summary>
    public Utf8JsonWriter Json => _json ??= new Utf8JsonWriter(_line, Options);

    /// <summary>Ends the line.</summary>
    public void End()
    {
        Json.Flush();
        Json.Reset();
        _line.Write("\n"u8);
        stream.Write(_line.WrittenSpan);
        _line.ResetWrittenCount();
    }

    public void Dispose() => _json?.Dispose();
}
