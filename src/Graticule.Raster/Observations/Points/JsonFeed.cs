using System.Text;
using System.Text.Json;

namespace Graticule.Raster.Observations.Points;

/// <summary>
/// Reads a JSON object whose bulk is an array of objects, piece by piece: memory holds one element and a buffer, however long the array is.
/// </summary>
/// <param name="path">For messages.</param>
/// <param name="source">The text, UTF-8 with or without its mark.</param>
internal sealed class JsonFeed(string path, Stream source)
{
    /// <summary>No observation needs more.</summary>
    private const int MostElement = 4 << 20;

    private const int MostDepth = 32;

    private byte[] _buffer = new byte[1 << 17];
    private int _start;
    private int _end;
    private bool _isWhole;
    private JsonReaderState _state = new(new() { MaxDepth = MostDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });

    /// <summary>Takes a member that is not the array.</summary>
    internal delegate void MemberTaker(string name, JsonElement value);

    /// <summary>Takes an element of the array.</summary>
    internal delegate void ElementTaker(string array, long number, JsonElement element);

    /// <summary>Reads all.</summary>
    /// <param name="arrays">Members whose elements are taken one by one.</param>
    /// <param name="member">Takes all others.</param>
    /// <param name="element">Takes elements, numbered from 1.</param>
    /// <exception cref="ObservationFileException">It is no JSON, not an object, too deep, or one element is too large.</exception>
    internal void Read(IReadOnlySet<string> arrays, MemberTaker member, ElementTaker element)
    {
        try
        {
            SkipMark();
            if (Next() != JsonTokenType.StartObject)
            {
                throw new ObservationFileException(path, "is no JSON object");
            }

            while (Next() is var token && token != JsonTokenType.EndObject)
            {
                var name = _text!;
                if (!arrays.Contains(name) || Peek() != JsonTokenType.StartArray)
                {
                    using var value = Value();
                    member(name, value.RootElement);
                    continue;
                }

                Next();
                ReadElements(name, element);
            }
        }
        catch (InvalidOperationException fault)
        {
            throw new ObservationFileException(path, "has text that is not UTF-8", fault);
        }
        catch (JsonException fault)
        {
            throw new ObservationFileException(path, FormattableString.Invariant($"is no JSON that can be read: {Brief(fault)}"), fault);
        }
    }

    private string? _text;

    private static string Brief(JsonException fault) => fault.Message.Split(" LineNumber:")[0].TrimEnd('.');

    private void ReadElements(string name, ElementTaker take)
    {
        for (var number = 1L; Peek() != JsonTokenType.EndArray; number++)
        {
            using var element = Value();
            take(name, number, element.RootElement);
        }

        Next();
    }

    /// <summary>Reads a token; of a member, its name.</summary>
    private JsonTokenType Next()
    {
        while (true)
        {
            Utf8JsonReader reader = new(_buffer.AsSpan(_start.._end), _isWhole, _state);
            if (reader.Read())
            {
                _text = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
                _start += (int)reader.BytesConsumed;
                _state = reader.CurrentState;
                return reader.TokenType;
            }

            Fill();
        }
    }

    /// <summary>What comes next, without reading it.</summary>
    private JsonTokenType Peek()
    {
        while (true)
        {
            Utf8JsonReader reader = new(_buffer.AsSpan(_start.._end), _isWhole, _state);
            if (reader.Read())
            {
                return reader.TokenType;
            }

            Fill();
        }
    }

    /// <summary>Reads a whole value.</summary>
    private JsonDocument Value()
    {
        while (true)
        {
            Utf8JsonReader reader = new(_buffer.AsSpan(_start.._end), _isWhole, _state);
            if (reader.Read() && JsonDocument.TryParseValue(ref reader, out var value))
            {
                _start += (int)reader.BytesConsumed;
                _state = reader.CurrentState;
                return value;
            }

            Fill();
        }
    }

    private void Fill()
    {
        if (_isWhole)
        {
            throw new ObservationFileException(path, "ends before its JSON does");
        }

        _buffer.AsSpan(_start.._end).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end > MostElement)
        {
            throw new ObservationFileException(path, FormattableString.Invariant($"has a value of more than {MostElement} bytes"));
        }

        if (_end > _buffer.Length / 2)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = source.Read(_buffer.AsSpan(_end));
        _end += count;
        _isWhole = count == 0;
    }

    private void SkipMark()
    {
        while (!_isWhole && _end < 3)
        {
            Fill();
        }

        if (_buffer.AsSpan(0, _end).StartsWith(Encoding.UTF8.Preamble))
        {
            _start = Encoding.UTF8.Preamble.Length;
        }
    }
}
