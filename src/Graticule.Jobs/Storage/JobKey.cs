using System.Buffers.Binary;

namespace Graticule.Jobs.Storage;

/// <summary>A place in the order of lists: by the moment of creation, and by id where that is the same.</summary>
/// <param name="Created">As <see cref="SqlTime"/> writes it.</param>
/// <param name="Id">Empty: before every job of that moment.</param>
/// <param name="Inclusive">Whether, as a bound, it takes in the job that stands there.</param>
internal readonly record struct JobKey(long Created, string Id, bool Inclusive)
{
    public static JobKey Of(Job job) => new(SqlTime.Write(job.CreatedAt), job.Id.ToString(), Inclusive: false);
}

internal static class JobIdTime
{
    /// <summary>The 48 bits of milliseconds that a version 7 id begins with (RFC 9562 section 5.7).</summary>
    public static DateTimeOffset CreatedAt(this JobId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16;
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, 0, 253_402_300_799_999));
    }
}
