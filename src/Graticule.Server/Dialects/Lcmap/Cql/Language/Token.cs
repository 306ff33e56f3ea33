namespace Graticule.Server.Dialects.Lcmap.Cql.Language;

internal enum TokenKind
{
    /// <summary>A word without quotes, in lower case.</summary>
    Word,

    /// <summary>A name in double quotes, as written.</summary>
    Name,

    /// <summary>A text in single quotes or between double dollars.</summary>
    Text,

    Integer,
    Decimal,
    Uuid,

    /// <summary>Bytes as hexadecimal digits after <c>0x</c>.</summary>
    Blob,

    Symbol,
    End,
}

/// <param name="Kind">What it is.</param>
/// <param name="Text">Without quotes.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Column">Counted from 0, as Cassandra does.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Line, int Column)
{
    public bool Is(string word) => Kind is TokenKind.Word or TokenKind.Symbol && string.Equals(Text, word, StringComparison.Ordinal);

    public override string ToString() => Kind == TokenKind.End ? "the end" : $"'{Text}'";
}
