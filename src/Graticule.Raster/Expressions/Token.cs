namespace Graticule.Raster.Expressions;

internal enum TokenKind
{
    Number,
    Name,
    Symbol,
    End,
}

/// <summary>A piece of an expression's text; columns are counted from 1.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, double Value, int Column)
{
    internal bool Is(string symbol) => Kind is TokenKind.Symbol && Text == symbol;

    internal bool IsWord(string name) => Kind is TokenKind.Name && Text == name;

    /// <summary>For messages.</summary>
    public override string ToString() => Kind is TokenKind.End ? "the end" : $"'{Text}'";
}
