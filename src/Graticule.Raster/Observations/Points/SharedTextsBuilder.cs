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

    /// <summary>What rows without one have; null: nothing.</summary>
    internal string? Default { get; set; }

    /// <summary>Whether rows differ: else no codes are needed.</summary>
    internal bool Differs => Texts.Count > 1 || (Texts.Count == 1 && _hasNone);

    internal void Add(string? text)
    {
        // Neighbouring rows mostly have the same.
        if (!ReferenceEquals(text, _last) || (text is null && _lastCode != -1))
        {
            (_last, _lastCode) = (text, string.IsNullOrEmpty(text) ? -1 : CodeOf(text));
        }

        _hasNone |= _lastCode == -1;
        Codes.Add(_lastCode);
    }

    /// <summary>Gives rows without a text the default.</summary>
    internal void Fill()
    {
        if (!_hasNone || string.IsNullOrEmpty(Default))
        {
            return;
        }

        var code = CodeOf(Default);
        for (var i = 0; i < Codes.Count; i++)
        {
            Codes[i] = Codes[i] == -1 ? code : Codes[i];
        }

        _hasNone = false;
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
