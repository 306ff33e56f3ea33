namespace Graticule.Raster.Observations.Points;

/// <summary>Texts that many rows share: each once, and which of them a row has.</summary>
internal sealed class SharedTexts
{
    private readonly MappedColumns _columns;
    private readonly TextColumn _texts;
    private readonly string _codes;
    private readonly int _rows;
    private readonly string?[] _known;

    internal SharedTexts(MappedColumns columns, string name, int rows)
    {
        (_columns, _texts, _codes, _rows) = (columns, new(columns, name), name + PointTableLayout.Codes, rows);
        _known = new string?[_texts.Exists ? _texts.Count : 0];
    }

    /// <summary>Of a row; null: it has none.</summary>
    internal string? this[int row]
    {
        get
        {
            if ((uint)row >= (uint)_rows)
            {
                throw new ArgumentOutOfRangeException(nameof(row), row, $"There are {_rows} rows.");
            }

            if (_known.Length == 0)
            {
                return null;
            }

            // Where all rows have the same text there are no codes.
            var code = _columns.Has(_codes) ? _columns.Read<int>(_codes, _rows)[row] : 0;
            return code == -1 ? null
                : (uint)code < (uint)_known.Length ? _known[code] ??= _texts[code]
                : throw _columns.Damaged($"its column '{_codes}' names a text that it has not");
        }
    }
}
