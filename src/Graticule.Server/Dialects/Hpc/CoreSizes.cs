using Graticule.Server.Dialects.Hpc.Configuration;

namespace Graticule.Server.Dialects.Hpc;

/// <summary>How many cores a slot may have, in words.</summary>
internal static class CoreSizes
{
    public static string Refusal(CoreType type, int cores)
    {
        var sizes = string.Join(", ", type.Cores.Select(size => Digits.Of(size)));
        var nodes = type.MaxNodes > 1 ? $", or a whole multiple of {Digits.Of(type.Cores[^1])} up to {Digits.Of((long)type.Cores[^1] * type.MaxNodes)}" : "";
        return $"{Digits.Of(cores)} is not a valid number of cores per slot for {type.Code}. Valid: {sizes}{nodes}.";
    }
}
