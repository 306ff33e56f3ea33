using Graticule.Raster.Gdal;

namespace Graticule.Tests.Raster.Gdal;

public sealed class ByteShuffleTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Bytes_of_numbers_are_put_together_again(int size)
    {
        var random = new Random(size);
        foreach (var count in Enumerable.Range(0, 70))
        {
            var numbers = new byte[count * size];
            random.NextBytes(numbers);
            var shuffled = new byte[numbers.Length];
            for (var i = 0; i < numbers.Length; i++)
            {
                shuffled[(i % size * count) + (i / size)] = numbers[i];
            }

            var found = new byte[numbers.Length];
            ByteShuffle.Undo(size, shuffled, found);

            Assert.Equal(numbers, found);
        }
    }
}
