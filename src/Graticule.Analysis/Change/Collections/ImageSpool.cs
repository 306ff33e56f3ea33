using System.Runtime.InteropServices;
using Graticule.Raster.Cubes;
using Graticule.Raster.Windows;
using Microsoft.Win32.SafeHandles;

namespace Graticule.Analysis.Change.Collections;

/// <summary>Cells of a cube in a file that lasts as long as this does: put down window by window, and read again as a cube.</summary>
/// <param name="path">Of the file; must not exist.</param>
/// <param name="shape">Of the cube.</param>
internal sealed class ImageSpool(string path, CubeShape shape) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, FileOptions.DeleteOnClose);

    /// <summary>What was put down; what was not is undefined.</summary>
    internal Cube Cube => new SpooledCube(this, shape);

    internal void Put(Block block)
    {
        var window = block.Window;
        for (var plane = 0; plane < shape.Planes; plane++)
        {
            for (var row = 0; row < window.Height; row++)
            {
                RandomAccess.Write(_file, MemoryMarshal.AsBytes(block.Plane(plane).Slice(row * window.Width, window.Width)), Place(window, plane, row));
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private void Read(Block block)
    {
        var window = block.Window;
        for (var plane = 0; plane < shape.Planes; plane++)
        {
            for (var row = 0; row < window.Height; row++)
            {
                var bytes = MemoryMarshal.AsBytes(block.Plane(plane).Slice(row * window.Width, window.Width));
                var read = RandomAccess.Read(_file, bytes, Place(window, plane, row));
                while (read < bytes.Length)
                {
                    var more = RandomAccess.Read(_file, bytes[read..], Place(window, plane, row) + read);
                    read += more > 0 ? more : throw new EndOfStreamException($"'{path}' is shorter than it was written.");
                }
            }
        }
    }

    private long Place(Window window, int plane, int row) =>
        sizeof(double) * (((((long)plane * shape.Height) + window.Row + row) * shape.Width) + window.Column);

    private sealed class SpooledCube(ImageSpool spool, CubeShape shape) : Cube(shape)
    {
        public override Block Read(Window window, ReadScope scope)
        {
            var block = scope.NewBlock(window, Shape.Planes);
            spool.Read(block);
            return block;
        }
    }
}
