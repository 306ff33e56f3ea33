namespace Graticule.Jobs;

/// <summary>A time-ordered GUID (RFC 9562 version 7): sorting ids sorts jobs by creation, and 74 random bits make them unguessable.</summary>
public readonly record struct JobId(Guid Value) : IComparable<JobId>
{
    public static JobId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>Reads the 32 hexadecimal digits that <see cref="ToString"/> writes; also accepts the form with hyphens.</summary>
    public static bool TryParse(string? text, out JobId id)
    {
        var known = Guid.TryParse(text, out var value) && text is { Length: 32 or 36 };
        id = new(value);
        return known;
    }

    public static bool operator <(JobId left, JobId right) => left.CompareTo(right) < 0;

    public static bool operator >(JobId left, JobId right) => left.CompareTo(right) > 0;

    public static bool operator <=(JobId left, JobId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(JobId left, JobId right) => left.CompareTo(right) >= 0;

    /// <summary>Compares as the written form does, so order in memory is order in the database.</summary>
    public int CompareTo(JobId other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => Value.ToString("N");
}
