using System.Runtime.InteropServices;

namespace JsiGan.Models.Simd;

/// <summary>Zeroed working memory of one thread, aligned to a cache line.</summary>
internal sealed unsafe class Scratch<T> : IDisposable
    where T : unmanaged
{
    private const int Alignment = 64;
    private T* _memory;

    public Scratch(int length)
    {
        var bytes = (nuint)length * (nuint)sizeof(T);
        _memory = (T*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_memory, bytes);
    }

    ~Scratch() => Free();

    public T* Pointer => _memory;

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }
}
