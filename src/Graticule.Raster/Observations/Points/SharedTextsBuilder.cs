namespace Graticule.Raster.Observations.Points;

/// <summary>Gathers texts that many rows share.</summary>
internal sealed class SharedTextsBuilder
{
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private string? _last;
    private int _lastCode = -1;
    private bool _hasNone;

    internal List<string> Texts { get; } = [];

    internal List<int> Codes { get; } = [];

    /// <summary>Whether rows differ: else no codes are needed.</summary>
    internal bool Differs => Texts.Count > 1 || (Texts.Count == 1 && _hasNone);

    /// <summary>Of a row; null: it has none.</summary>
    internal string? this[int row] => Codes[row] is >= 0 and var code ? Texts[code] : null;

    internal void Add(string? text)
    {
        // Neighbouring rows mostly have the same.
        if (!ReferenceEquals(text, _last))
        {
            (_last, _lastCode) = (text, string.IsNullOrEmpty(text) ? -1 : CodeOf(text));
        }

        _hasNone |= _lastCode == -1;
        Codes.Add(_lastCode);
    }

    /// <summary>Makes it empty again.</summary>
    internal void Clear()
    {
        _known.Clear();
        Texts.Clear();
        Codes.Clear();
        (_last, _lastCode, _hasNone) = (null, -1, false);
    }

    private int CodeOf(string text)
    {
        if (!_known.TryGetValue(text, out var code))
        {
            code = Texts.Count;
            _known.Add(text, code);
            Texts.Add(text);
        }

        return code;
    }
}
