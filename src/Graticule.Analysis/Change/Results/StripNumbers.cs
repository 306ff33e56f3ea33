using System.Runtime.CompilerServices;
using Graticule.Analysis.Change.Ccdc;

namespace Graticule.Analysis.Change.Results;

/// <summary>
/// The numbers of models: for each band root mean square, seven coefficients, intercept and magnitude. Of each, sign, exponent and the first 36 bits of the
/// fraction are kept, rounded; zeros of either sign are bits.
/// </summary>
internal static class StripNumbers
{
    private const int Coefficients = 7;
    private const int OfBand = Coefficients + 3;

    /// <summary>Numbers of a model.</summary>
    private const int Slots = PixelSeries.Bands * OfBand;

    private const int Kept = 6;

    /// <summary>Bytes of a number, the highest, that are like those of its neighbours.</summary>
    private const int Regular = 2;

    private const int Dropped = 64 - (8 * Kept);

    /// <summary>Puts what is regular into <paramref name="output"/>.</summary>
    /// <returns>What is not: the lower bytes of numbers, plane by plane.</returns>
    internal static byte[] Write(StripBuffer output, List<ChangeModel> models)
    {
        var numbers = models.ConvertAll(Numbers);
        var (isThere, isNegative) = (new byte[((Slots * models.Count) + 7) / 8], new byte[((Slots * models.Count) + 7) / 8]);
        List<ulong> kept = new(Slots * models.Count);
        for (var (slot, place) = (0, 0); slot < Slots; slot++)
        {
            foreach (var of in numbers)
            {
                var bits = Round(of[slot]);
                if (bits << 1 != 0)
                {
                    kept.Add(bits);
                    isThere[place / 8] |= (byte)(1 << (place % 8));
                }
                else if (bits != 0)
                {
                    isNegative[place / 8] |= (byte)(1 << (place % 8));
                }

                place++;
            }
        }

        output.Bytes(isThere);
        output.Bytes(isNegative);
        output.Bytes(Planes(kept, 0, Regular));
        return Planes(kept, Regular, Kept);
    }

    /// <summary>The numbers of each model.</summary>
    internal static double[][] Read(ref StripReader input, ReadOnlySpan<byte> random, int models)
    {
        var length = ((Slots * models) + 7) / 8;
        var isThere = input.Bytes(length);
        var isNegative = input.Bytes(length);
        var count = 0;
        foreach (var bits in isThere)
        {
            count += int.PopCount(bits);
        }

        var regular = input.Bytes(Regular * count);
        if (input.Left > 0 || random.Length != (Kept - Regular) * count)
        {
            throw StripReader.Damaged();
        }

        var numbers = new double[models][];
        for (var i = 0; i < models; i++)
        {
            numbers[i] = new double[Slots];
        }

        for (var (slot, place, next) = (0, 0, 0); slot < Slots; slot++)
        {
            for (var model = 0; model < models; model++, place++)
            {
                numbers[model][slot] = Bit(isThere, place) ? Number(regular, random, count, next++) : Bit(isNegative, place) ? -0.0 : 0.0;
            }
        }

        return numbers;
    }

    /// <summary>The bands of a model of which <see cref="Read"/> gave the numbers.</summary>
    internal static BandModel[] Bands(double[] numbers)
    {
        var bands = new BandModel[PixelSeries.Bands];
        for (var band = 0; band < bands.Length; band++)
        {
            var of = numbers.AsSpan(band * OfBand, OfBand);
            bands[band] = new(of[0], of.Slice(1, Coefficients).ToArray(), of[Coefficients + 1], of[Coefficients + 2]);
        }

        return bands;
    }

    private static double[] Numbers(ChangeModel model)
    {
        var numbers = new double[Slots];
        for (var band = 0; band < PixelSeries.Bands; band++)
        {
            var of = model.Bands[band];
            numbers[band * OfBand] = of.Rmse;
            for (var i = 0; i < Coefficients; i++)
            {
                numbers[(band * OfBand) + 1 + i] = of.Coefficients[i];
            }

            (numbers[(band * OfBand) + Coefficients + 1], numbers[(band * OfBand) + Coefficients + 2]) = (of.Intercept, of.Magnitude);
        }

        return numbers;
    }

    /// <summary>The bits to keep, at the top: rounded, where that does not lead out of the numbers.</summary>
    private static ulong Round(double number)
    {
        const ulong Half = 1UL << (Dropped - 1);
        var bits = BitConverter.DoubleToUInt64Bits(number);
        var rounded = double.IsFinite(number) ? bits + Half : bits;
        return (double.IsFinite(Unsafe.BitCast<ulong, double>(rounded)) == double.IsFinite(number) ? rounded : bits) & ~((1UL << Dropped) - 1);
    }

    private static byte[] Planes(List<ulong> numbers, int first, int end)
    {
        var planes = new byte[(end - first) * numbers.Count];
        for (var plane = first; plane < end; plane++)
        {
            var of = planes.AsSpan((plane - first) * numbers.Count, numbers.Count);
            for (var i = 0; i < of.Length; i++)
            {
                of[i] = (byte)(numbers[i] >> (56 - (8 * plane)));
            }
        }

        return planes;
    }

    private static double Number(ReadOnlySpan<byte> regular, ReadOnlySpan<byte> random, int count, int index)
    {
        var bits = 0UL;
        for (var plane = 0; plane < Kept; plane++)
        {
            bits |= (ulong)(plane < Regular ? regular[(plane * count) + index] : random[((plane - Regular) * count) + index]) << (56 - (8 * plane));
        }

        return Unsafe.BitCast<ulong, double>(bits);
    }

    private static bool Bit(ReadOnlySpan<byte> bits, int place) => (bits[place / 8] >> (place % 8) & 1) != 0;
}
