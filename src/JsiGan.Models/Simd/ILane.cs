using System.Numerics;

namespace JsiGan.Models.Simd;

/// <summary>
/// Neighbouring pixels of a row that one instruction handles. A kernel is written once over a lane; the compiler makes the vector and the
/// scalar form of it, so that any width works. Multiply-add is fused in both: a pixel's bits do not depend on where a row was cut.
/// </summary>
internal unsafe interface ILane<TSelf, T> :
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, ILane<TSelf, T>
    where T : unmanaged
{
    /// <summary>Pixels in one lane.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(T* source);

    static abstract TSelf Broadcast(T value);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Max(TSelf a, TSelf b);

    static abstract TSelf Exp(TSelf exponent);

    static abstract TSelf Sqrt(TSelf value);

    void Store(T* destination);
}
