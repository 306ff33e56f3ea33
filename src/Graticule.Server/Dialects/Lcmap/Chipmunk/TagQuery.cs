using System.Text.RegularExpressions;
using Graticule.Raster.Ard;

namespace Graticule.Server.Dialects.Lcmap.Chipmunk;

/// <summary>
/// The part of Lucene's query language that clients of aardvark use: <c>((tags:sr) AND (tags:blue)) NOT tags:aerosol</c>. Words side by side count
/// as with AND.
/// </summary>
internal sealed partial class TagQuery
{
    private const int MostTokens = 200;
    private const int MostDepth = 20;

    private readonly string[] _tokens;
    private int _place;

    private TagQuery(string[] tokens) => _tokens = tokens;

    /// <exception cref="ChipmunkException">It is no such query.</exception>
    public static TagQuery Parse(string text)
    {
        string[] tokens = [.. Token().Matches(text).Select(match => match.Value)];
        TagQuery query = new(tokens);
        if (tokens.Length is 0 or > MostTokens)
        {
            throw new ChipmunkException("'q' is no query of tags.");
        }

        query.Fits(ArdLayers.All[0]);
        return query;
    }

    public bool Fits(ArdLayer layer)
    {
        _place = 0;
        var fits = Any(layer, 0);
        return _place == _tokens.Length ? fits : throw Fault();
    }

    private bool Any(ArdLayer layer, int depth)
    {
        var fits = All(layer, depth);
        while (Take("OR"))
        {
            fits |= All(layer, depth);
        }

        return fits;
    }

    private bool All(ArdLayer layer, int depth)
    {
        var fits = One(layer, depth);
        while (_place < _tokens.Length && _tokens[_place] is not (")" or "OR"))
        {
            Take("AND");
            fits &= One(layer, depth);
        }

        return fits;
    }

    private bool One(ArdLayer layer, int depth)
    {
        if (Take("NOT"))
        {
            return depth < MostDepth ? !One(layer, depth + 1) : throw Fault();
        }

        if (Take("("))
        {
            var fits = depth < MostDepth ? Any(layer, depth + 1) : throw Fault();
            return Take(")") ? fits : throw Fault();
        }

        return _place < _tokens.Length && _tokens[_place] is not (")" or "AND" or "OR") ? Has(layer, _tokens[_place++]) : throw Fault();
    }

    private static bool Has(ArdLayer layer, string token)
    {
        var colon = token.IndexOf(':', StringComparison.Ordinal);
        var word = token[(colon + 1)..].Trim('"');
        return (colon < 0 ? "tags" : token[..colon]) switch
        {
            "tags" => layer.Tags.Contains(word, StringComparer.OrdinalIgnoreCase),
            "ubid" => ArdLayers.Find(word) == layer,
            "satellite" => string.Equals(layer.Satellite, word, StringComparison.OrdinalIgnoreCase),
            "instrument" => string.Equals(layer.Instrument, word, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private bool Take(string token)
    {
        var isThere = _place < _tokens.Length && _tokens[_place] == token;
        _place += isThere ? 1 : 0;
        return isThere;
    }

    private static ChipmunkException Fault() => new("'q' is no query of tags; write one such as ((tags:sr) AND (tags:blue)).");

    [GeneratedRegex("""\(|\)|[A-Za-z_]+:"[^"]*"|[^\s()]+""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
