using System.Security.Cryptography;
using System.Text;

namespace Graticule.Server.Dialects.Lcmap.Cql.Tables;

/// <summary>Identifiers that are the same whenever they are made of the same words.</summary>
internal static class Identity
{
    public static Guid Of(string words) => new(SHA256.HashData(Encoding.UTF8.GetBytes(words)).AsSpan(0, 16), bigEndian: true);
}
