#nullable enable
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>How a quotient becomes whole.</summary>
    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }

    /// <content>Arithmetic with a tensor or a number.</content>
    public partial class Tensor
    {
        public Tensor add(Tensor target) => Native.ts_add(this, target, One);

        public Tensor add(Tensor target, Scalar alpha) => Native.ts_add(this, target, alpha);

        public Tensor add(Scalar scalar) => Native.ts_add_number(this, scalar, One);

        public Tensor add(Scalar scalar, Scalar alpha) => Native.ts_add_number(this, scalar, alpha);

        public Tensor add_(Tensor target) => InPlace(Native.ts_add_(this, target, One));

        public Tensor add_(Tensor target, Scalar alpha) => InPlace(Native.ts_add_(this, target, alpha));

        public Tensor add_(Scalar scalar) => InPlace(Native.ts_add_number_(this, scalar, One));

        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace(Native.ts_add_number_(this, scalar, alpha));

        public Tensor sub(Tensor target) => Native.ts_sub(this, target, One);

        public Tensor sub(Scalar target) => Native.ts_sub_number(this, target, One);

        public Tensor sub_(Tensor target) => InPlace(Native.ts_sub_(this, target, One));

        public Tensor sub_(Scalar target) => InPlace(Native.ts_sub_number_(this, target, One));

        public Tensor subtract(Tensor target) => sub(target);

        public Tensor subtract(Scalar target) => sub(target);

        public Tensor mul(Tensor target) => Native.ts_mul(this, target);

        public Tensor mul(Scalar target) => Native.ts_mul_number(this, target);

        public Tensor mul_(Tensor target) => InPlace(Native.ts_mul_(this, target));

        public Tensor mul_(Scalar target) => InPlace(Native.ts_mul_number_(this, target));

        public Tensor pow(Tensor exponent) => Native.ts_pow(this, exponent);

        public Tensor pow(Scalar exponent) => Native.ts_pow_number(this, exponent);

        public Tensor pow_(Tensor exponent) => InPlace(Native.ts_pow_(this, exponent));

        public Tensor pow_(Scalar exponent) => InPlace(Native.ts_pow_number_(this, exponent));

        public Tensor remainder(Tensor target) => Native.ts_remainder(this, target);

        public Tensor remainder(Scalar scalar) => Native.ts_remainder_number(this, scalar);

        public Tensor remainder_(Tensor target) => InPlace(Native.ts_remainder_(this, target));

        public Tensor remainder_(Scalar scalar) => InPlace(Native.ts_remainder_number_(this, scalar));

        public Tensor fmod(Tensor target) => Native.ts_fmod(this, target);

        public Tensor fmod(Scalar scalar) => Native.ts_fmod_number(this, scalar);

        public Tensor fmod_(Tensor target) => InPlace(Native.ts_fmod_(this, target));

        public Tensor fmod_(Scalar scalar) => InPlace(Native.ts_fmod_number_(this, scalar));

        public Tensor multiply(Tensor target) => mul(target);

        public Tensor multiply(Scalar target) => mul(target);

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            Native.ts_div(this, target, Mode(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) =>
            InPlace(Native.ts_div_(this, target, Mode(rounding_mode)));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            Native.ts_div_number(this, target, Mode(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) =>
            InPlace(Native.ts_div_number_(this, target, Mode(rounding_mode)));

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor floor_divide(Tensor other) => Native.ts_floor_divide(this, other);

        public Tensor atan2(Tensor other) => Native.ts_atan2(this, other);

        public Tensor bitwise_and(Tensor other) => Native.ts_bitwise_and(this, other);

        public Tensor bitwise_or(Tensor other) => Native.ts_bitwise_or(this, other);

        public Tensor bitwise_xor(Tensor other) => Native.ts_bitwise_xor(this, other);

        public Tensor maximum(Tensor other) => Native.ts_maximum(this, other);

        public Tensor minimum(Tensor other) => Native.ts_minimum(this, other);

        private static readonly Scalar One = 1;

        private static string? Mode(RoundingMode mode) => mode switch
        {
            RoundingMode.trunc => "trunc",
            RoundingMode.floor => "floor",
            _ => null,
        };
    }
}
