using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Language;

/// <summary>Goes through the tokens of a statement; every fault is one of syntax and says where it is.</summary>
internal sealed class TokenCursor(IReadOnlyList<Token> tokens)
{
    private int _at;

    public Token Current => tokens[_at];

    /// <summary>The one after <see cref="Current"/>.</summary>
    public Token Next => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    /// <summary>Goes on where the current token is this word or symbol.</summary>
    public bool Take(string text)
    {
        if (!Current.Is(text))
        {
            return false;
        }

        _at++;
        return true;
    }

    public bool TakeInteger(string text)
    {
        var isThat = Current.Kind == TokenKind.Integer && Current.Text == text;
        _at += isThat ? 1 : 0;
        return isThat;
    }

    public void Require(string text)
    {
        if (!Take(text))
        {
            throw Fault();
        }
    }

    public void RequireEnd()
    {
        if (Current.Kind != TokenKind.End)
        {
            throw Fault();
        }
    }

    /// <summary>A name of a column, table or keyspace.</summary>
    public string Name() => Current.Kind is TokenKind.Word or TokenKind.Name ? tokens[_at++].Text : throw Fault();

    /// <summary>A value as written.</summary>
    public Token Literal() =>
        Current.Kind is TokenKind.Text or TokenKind.Integer or TokenKind.Decimal or TokenKind.Uuid or TokenKind.Blob
        || Current.Is("true") || Current.Is("false") || Current.Is("null")
            ? tokens[_at++]
            : throw Fault();

    public CqlException Fault() => new(CqlError.Syntax, $"line {Current.Line}:{Current.Column} no viable alternative at {Current}");
}
