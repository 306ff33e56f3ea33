namespace Graticule.Analysis.Matchup.Results;

/// <summary>Texts that are the same for many observations, each once. Number 0 is no text.</summary>
internal sealed class StringTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    public int Of(string? text)
    {
        if (text is null)
        {
            return 0;
        }

        if (!_numbers.TryGetValue(text, out var number))
        {
            _texts.Add(text);
            _numbers[text] = number = _texts.Count;
        }

        return number;
    }
}
