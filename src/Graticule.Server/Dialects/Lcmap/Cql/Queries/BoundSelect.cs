using Graticule.Server.Dialects.Lcmap.Cql.Language;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;
using Graticule.Server.Dialects.Lcmap.Cql.Tables;

namespace Graticule.Server.Dialects.Lcmap.Cql.Queries;

/// <summary>A plan with all its values.</summary>
/// <param name="Plan">What is asked.</param>
/// <param name="Request">Which rows.</param>
/// <param name="Limit">Rows at most; null: all.</param>
internal sealed record BoundSelect(SelectPlan Plan, TableRequest Request, int? Limit)
{
    /// <exception cref="CqlException">Invalid.</exception>
    public static BoundSelect Of(SelectPlan plan, QueryParameters parameters)
    {
        var values = InOrder(plan, parameters);
        var schema = plan.Table.Schema;
        TableRequest request = new()
        {
            Conditions = [.. plan.Conditions.Select(condition => new Condition(condition.Column, condition.Comparison, Value(ColumnOf(condition.Column), condition.Value, values)))],
            Columns = plan.Columns.Where(column => column.Source is not null).Select(column => column.Source!.Value).ToHashSet(),
        };
        int? limit = plan.Limit is null ? null : (int)Value(new("[limit]", CqlType.Int, Source: null, IsCount: false), plan.Limit, values);
        return limit <= 0 ? throw CqlException.Invalid("LIMIT must be strictly positive") : new(plan, request, limit);

        AnswerColumn ColumnOf(int index) => new(schema.Columns[index].Name, schema.Columns[index].Type, index, IsCount: false);
    }

    private static object Value(AnswerColumn column, ITerm term, IReadOnlyList<BoundValue> values)
    {
        if (term is Literal literal)
        {
            return literal.IsNull ? throw Null(column) : LiteralValues.Read(column, literal.Token);
        }

        var bound = values[((Marker)term).Index];
        return bound switch
        {
            { IsSet: false } => throw CqlException.Invalid($"Invalid unset value for column {column.Name}"),
            { Bytes: null } => throw Null(column),
            _ => CqlValues.Read(column.Type, bound.Bytes),
        };
    }

    private static CqlException Null(AnswerColumn column) => CqlException.Invalid($"Invalid null value in condition for column {column.Name}");

    private static IReadOnlyList<BoundValue> InOrder(SelectPlan plan, QueryParameters parameters)
    {
        if (parameters.BoundNames.Count == 0)
        {
            return parameters.Bound.Count == plan.Markers.Count
                ? parameters.Bound
                : throw CqlException.Invalid($"Invalid amount of bind variables: there are {plan.Markers.Count} in the statement and {parameters.Bound.Count} were given.");
        }

        return
        [
            .. plan.Markers.Select(marker => parameters.BoundNames.Select((name, index) => (name, index)).Where(named => named.name == marker.Name).Select(named => (int?)named.index).FirstOrDefault()
                is { } index
                    ? parameters.Bound[index]
                    : throw CqlException.Invalid($"There is no value for the bind variable '{marker.Name}'.")),
        ];
    }
}
