using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Language;

/// <summary>Reads one statement of CQL 3: SELECT in the parts that a reading server has, and USE. Everything else is refused by its kind.</summary>
internal sealed class StatementParser
{
    private const int MostRelations = 32;

    private static readonly HashSet<string> Changes = new(StringComparer.Ordinal)
    {
        "insert", "update", "delete", "truncate", "create", "alter", "drop", "grant", "revoke", "begin", "apply", "list",
    };

    private readonly TokenCursor _tokens;
    private readonly List<Marker> _markers = [];

    private StatementParser(string text) => _tokens = new(Tokenizer.Read(text));

    /// <exception cref="CqlException">Syntax; Unauthorized for a statement that would change something; Invalid for what is not offered.</exception>
    public static IStatement Parse(string text)
    {
        StatementParser parser = new(text);
        var statement = parser.Read();
        parser._tokens.Take(";");
        parser._tokens.RequireEnd();
        return statement;
    }

    private IStatement Read()
    {
        var first = _tokens.Current;
        if (first.Kind == TokenKind.Word && Changes.Contains(first.Text))
        {
            throw new CqlException(CqlError.Unauthorized, $"{first.Text.ToUpperInvariant()} is refused: this server answers SELECT and USE only, and nothing can be changed through it.");
        }

        if (_tokens.Take("use"))
        {
            return new UseStatement(_tokens.Name());
        }

        _tokens.Require("select");
        return ReadSelect();
    }

    private SelectStatement ReadSelect()
    {
        Refuse("json", "SELECT JSON");
        Refuse("distinct", "SELECT DISTINCT");
        var selectors = ReadSelectors();
        _tokens.Require("from");
        var (keyspace, table) = ReadTable();
        List<Relation> relations = [];
        if (_tokens.Take("where"))
        {
            do
            {
                relations.Add(relations.Count < MostRelations ? ReadRelation() : throw CqlException.Invalid($"There are more than {MostRelations} conditions."));
            }
            while (_tokens.Take("and"));
        }

        Refuse("group", "GROUP BY");
        var orderings = ReadOrderings();
        Refuse("per", "PER PARTITION LIMIT");
        var limit = _tokens.Take("limit") ? ReadTerm() : null;
        var filters = _tokens.Take("allow");
        if (filters)
        {
            _tokens.Require("filtering");
        }

        return new()
        {
            Keyspace = keyspace,
            Table = table,
            Selectors = selectors,
            Relations = relations,
            Orderings = orderings,
            Limit = limit,
            AllowsFiltering = filters,
            Markers = _markers,
        };
    }

    private List<Selector>? ReadSelectors()
    {
        if (_tokens.Take("*"))
        {
            return null;
        }

        List<Selector> selectors = [];
        do
        {
            selectors.Add(ReadSelector());
        }
        while (_tokens.Take(","));
        return selectors;
    }

    private Selector ReadSelector()
    {
        var name = _tokens.Name();
        if (!_tokens.Take("("))
        {
            return new(name, IsCount: false, ReadAlias());
        }

        if (name != "count")
        {
            throw CqlException.Invalid($"The function '{name}' is not offered; the only one is count.");
        }

        var column = _tokens.Take("*") || _tokens.TakeInteger("1") ? null : _tokens.Name();
        _tokens.Require(")");
        return new(column, IsCount: true, ReadAlias());
    }

    private string? ReadAlias() => _tokens.Take("as") ? _tokens.Name() : null;

    private (string? Keyspace, string Table) ReadTable()
    {
        var name = _tokens.Name();
        return _tokens.Take(".") ? (name, _tokens.Name()) : (null, name);
    }

    private Relation ReadRelation()
    {
        if (_tokens.Current.Is("("))
        {
            throw CqlException.Invalid("Conditions on several columns at once, as in (x, y) > (1, 2), are not offered; write one condition a column.");
        }

        var column = _tokens.Name();
        if (_tokens.Current.Is("("))
        {
            throw CqlException.Invalid($"The function '{column}' is not offered in conditions.");
        }

        Refuse("in", "IN");
        foreach (var comparison in (string[])["=", "<=", ">=", "<", ">"])
        {
            if (_tokens.Take(comparison))
            {
                return new(column, comparison, ReadTerm());
            }
        }

        throw _tokens.Fault();
    }

    private List<Ordering> ReadOrderings()
    {
        List<Ordering> orderings = [];
        if (_tokens.Take("order"))
        {
            _tokens.Require("by");
            do
            {
                var column = _tokens.Name();
                orderings.Add(new(column, IsDescending()));
            }
            while (_tokens.Take(","));
        }

        return orderings;
    }

    private bool IsDescending()
    {
        var descends = _tokens.Take("desc");
        if (!descends)
        {
            _tokens.Take("asc");
        }

        return descends;
    }

    private ITerm ReadTerm()
    {
        Marker? marker = _tokens.Take("?") ? new(_markers.Count, Name: null) : _tokens.Take(":") ? new(_markers.Count, _tokens.Name()) : null;
        if (marker is null)
        {
            return new Literal(_tokens.Literal());
        }

        _markers.Add(marker);
        return marker;
    }

    private void Refuse(string word, string what)
    {
        // A column may be called so: it is the word of the language only where something else follows.
        if (_tokens.Current.Is(word) && !_tokens.Next.Is(",") && !_tokens.Next.Is("from"))
        {
            throw CqlException.Invalid($"{what} is not offered.");
        }
    }
}
