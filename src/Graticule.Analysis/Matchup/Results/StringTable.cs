namespace Graticule.Analysis.Matchup.Results;

/// <summary>Texts that are the same for many observations, each once. Number 0 is no text.</summary>
internal sealed class StringTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private string? _last;
    private int _lastNumber;

    public IReadOnlyList<string> Texts => _texts;

    public string? this[int number] => number == 0 ? null : _texts[number - 1];

    public int Of(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        if (ReferenceEquals(text, _last))
        {
            return _lastNumber;
        }

        if (!_numbers.TryGetValue(text, out var number))
        {
            _texts.Add(text);
            _numbers[text] = number = _texts.Count;
        }

        (_last, _lastNumber) = (text, number);
        return number;
    }
}
