using System.Buffers;
using System.Globalization;
using System.Text;
using Graticule.Analysis.Change.Results;
using Graticule.Analysis.Change.Store;

namespace Graticule.Server.Dialects.Lcmap;

/// <summary>Rows of results as JSON, a strip at a time, so that a chip of 50 MB never is in memory.</summary>
internal sealed class ChipRowWriter
{
    private readonly StoredChip _chip;
    private readonly RowForm _form;
    private readonly bool _tellsShares;
    private readonly ArrayBufferWriter<byte> _document = new(16 << 10);
    private readonly byte[] _before;
    private readonly byte[] _between;
    private readonly byte[] _after;
    private bool _hasRows;

    /// <param name="chip">Whose.</param>
    /// <param name="form">How they are written.</param>
    public ChipRowWriter(StoredChip chip, RowForm form)
    {
        (_chip, _form) = (chip, form);
        _tellsShares = chip.Row.Header is { } header && ChipHeader.Decode(header).TellsShares;
        var row = chip.Row;
        _before = Bytes($"{{{Name("chip_x")}{Number(row.Key.ChipX)}{form.Comma}{Name("chip_y")}{Number(row.Key.ChipY)}{form.Comma}{Name("algorithm")}{Text(row.Key.Algorithm)}{form.Comma}");
        _between = Bytes(
            $"{form.Comma}{Name("chip_update_requested")}{Text(form.Time(row.Requested))}{form.Comma}{Name("inputs_md5")}{Text(row.InputsMd5)}{form.Comma}{Name("inputs_url")}{Text(row.InputsUrl)}{form.Comma}{Name("result")}");
        _after = Bytes($"{form.Comma}{Name("result_produced")}{Text(row.Produced is { } produced ? form.Time(produced) : null)}}}");
    }

    /// <summary>Rows of one strip.</summary>
    public void Write(IBufferWriter<byte> output, StoredStrip strip)
    {
        foreach (var pixel in StripCodec.Decode(strip.Data))
        {
            var key = _chip.Row.Key;
            Begin(output, ChipShape.X(key.ChipX, pixel.Pixel), ChipShape.Y(key.ChipY, pixel.Pixel));
            _document.ResetWrittenCount();
            PixelDocument.Write(_document, key.Algorithm, _tellsShares, pixel);
            PythonText.Write(output, _document.WrittenSpan);
            Put(output, $"{_form.Comma}{Name("result_md5")}\"{PixelDocument.Md5(_document.WrittenSpan)}\"{_form.Comma}{Name("result_ok")}{(pixel.Result is null ? "false" : "true")}");
            output.Write(_after);
        }
    }

    /// <summary>Rows of what was asked for and has no result yet.</summary>
    public void WriteTickets(IBufferWriter<byte> output)
    {
        foreach (var point in _chip.Tickets)
        {
            Begin(output, point.X, point.Y);
            Put(output, $"null{_form.Comma}{Name("result_md5")}null{_form.Comma}{Name("result_ok")}null{_form.Comma}{Name("result_produced")}null}}");
        }
    }

    private void Begin(IBufferWriter<byte> output, int x, int y)
    {
        Put(output, _hasRows ? _form.Comma : "");
        _hasRows = true;
        output.Write(_before);
        Put(output, $"{Name("x")}{Number(x)}{_form.Comma}{Name("y")}{Number(y)}");
        output.Write(_between);
    }

    private string Name(string name) => $"\"{name}\"{_form.Colon}";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(string? text)
    {
        if (text is null)
        {
            return "null";
        }

        ArrayBufferWriter<byte> written = new();
        PythonText.Write(written, Encoding.UTF8.GetBytes(text));
        return Encoding.ASCII.GetString(written.WrittenSpan);
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static void Put(IBufferWriter<byte> output, string text) => output.Advance(Encoding.ASCII.GetBytes(text, output.GetSpan(text.Length + 1)));
}

/// <summary>How rows are written: all have the columns of the table <c>results</c> in its order.</summary>
/// <param name="Comma">Between members and between rows.</param>
/// <param name="Colon">After names.</param>
/// <param name="Time">Of moments.</param>
internal sealed record RowForm(string Comma, string Colon, Func<DateTimeOffset, string> Time)
{
    /// <summary>As the service sends them.</summary>
    public static RowForm Service { get; } = new(",", ":", Times.Iso);

    /// <summary>As Python's <c>json.dump</c> writes what the Cassandra driver reads: the file that LCMAP's notebook saves.</summary>
    public static RowForm File { get; } = new(", ", ": ", Times.Python);
}
