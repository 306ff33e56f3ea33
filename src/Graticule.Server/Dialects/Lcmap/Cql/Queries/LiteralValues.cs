using System.Globalization;
using System.Net;
using Graticule.Server.Dialects.Lcmap.Cql.Language;
using Graticule.Server.Dialects.Lcmap.Cql.Protocol;

namespace Graticule.Server.Dialects.Lcmap.Cql.Queries;

/// <summary>Values as they are written in a statement.</summary>
internal static class LiteralValues
{
    /// <exception cref="CqlException">Invalid.</exception>
    public static object Read(AnswerColumn column, Token token) => (column.Type.Name, token.Kind) switch
    {
        ("int", TokenKind.Integer) when int.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        ("bigint", TokenKind.Integer) when long.TryParse(token.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        ("text", TokenKind.Text) => token.Text,
        ("boolean", TokenKind.Word) when token.Text is "true" or "false" => token.Text == "true",
        ("uuid", TokenKind.Uuid) => Guid.Parse(token.Text),
        ("inet", TokenKind.Text) when IPAddress.TryParse(token.Text, out var address) => address,
        _ => throw CqlException.Invalid($"Invalid constant ({token.Text}) for \"{column.Name}\" of type {column.Type.Name}"),
    };
}
