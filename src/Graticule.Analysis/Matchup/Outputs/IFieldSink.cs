namespace Graticule.Analysis.Matchup.Outputs;

/// <summary>Takes the fields of a row one after the other.</summary>
internal interface IFieldSink
{
    /// <summary>A text; null: none.</summary>
    void Text(string? text);

    /// <summary>A number; NaN: none.</summary>
    void Number(double number);

    void Whole(long number);

    /// <summary>Seconds since 1970.</summary>
    void Instant(long seconds);

    /// <summary>A field without a value.</summary>
    void Nothing();
}
